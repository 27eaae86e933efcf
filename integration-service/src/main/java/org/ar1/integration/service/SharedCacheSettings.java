package org.ar1.integration.service;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingTable;
import org.ar1.integration.internal.setting.SettingValues;
import org.ar1.integration.internal.setting.ValueType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of the cache that replicas share: all that is said of one of them is said in its row. */
final class SharedCacheSettings {

    static final SettingTable TABLE = new SettingTable();

    private static final Logger LOG = LoggerFactory.getLogger(SharedCacheSettings.class);

    /** A scheme has two letters at least, so that the drive of a path of Windows is none. */
    private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    private static final Pattern CLASS_NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]*");
    private static final String CLASSES =
            JCacheEngine.KNOWN_NAMES + " or the name of a class that implements" + " javax.cache.spi.CachingProvider";
    private static final String FILES = "a file that can be read, or a URL";

    static final Setting<Kind> KIND = TABLE.row(
            "sharedCache",
            "SHARED_CACHE",
            ValueType.of("a word", SharedCacheSettings::kind, "none or jcache"),
            "none",
            "the cache that replicas of the service share: `none`, or `jcache` for an engine whose jars are in `ext/`");

    static final Setting<JCacheEngine.Provider> PROVIDER = TABLE.optional(
            "sharedCacheProvider",
            "SHARED_CACHE_PROVIDER",
            ValueType.of("a class", SharedCacheSettings::provider, CLASSES),
            "the engine: " + JCacheEngine.KNOWN_NAMES_IN_CODE + ", or the class of another JCache provider");

    static final Setting<URI> CONFIG = TABLE.optional(
            "sharedCacheConfig",
            "SHARED_CACHE_CONFIG",
            ValueType.of("a file or URL", SharedCacheSettings::location, FILES)
                    .checkedBy(SharedCacheSettings::checkLocation),
            "the engine's own file of settings; without it the engine has its defaults");

    static final Setting<String> NAME = TABLE.row(
            "sharedCacheName",
            "SHARED_CACHE_NAME",
            ValueType.of("a name", Optional::of, "the name of a cache of the engine"),
            "integration",
            "the name of the cache within the engine");

    private SharedCacheSettings() {}

    /** What kind of cache is shared. */
    enum Kind {
        NONE,
        JCACHE
    }

    /**
     * The engine that is set.
     *
     * @param environment texts by variable
     * @param problems gets a sentence for each setting that cannot be used, which begins with the variable
     * @return the engine; null when none is set, or when it cannot be used
     */
    static @Nullable JCacheEngine read(Map<String, String> environment, Consumer<String> problems) {
        String set = KIND.textIn(environment).orElse(null);
        if (set == null) {
            warnOfAnEngineThatIsNotUsed(environment);
            return null;
        }
        if (kind(set).equals(Optional.of(Kind.NONE))) {
            return null; // the others may stay as they are while it is switched off
        }
        List<String> found = new ArrayList<>();
        SettingValues values = TABLE.read(environment, found::add);
        JCacheEngine.Provider provider = values.find(PROVIDER);
        if (!found.isEmpty()) {
            found.forEach(problems);
            return null;
        }
        if (provider == null) {
            problems.accept(PROVIDER + " is not set, but " + KIND + "=jcache needs it: set it to " + CLASSES
                    + ", and put the engine's jars into ext/");
            return null;
        }
        Optional<String> refusal = provider.refusal();
        if (refusal.isPresent()) {
            problems.accept(PROVIDER + " is \"" + provider.name() + "\", but " + refusal.get());
            return null;
        }
        return new JCacheEngine(provider, values.find(CONFIG), values.get(NAME));
    }

    private static void warnOfAnEngineThatIsNotUsed(Map<String, String> environment) {
        Stream.of(PROVIDER, CONFIG)
                .filter(setting -> setting.textIn(environment).isPresent())
                .findFirst()
                .ifPresent(setting -> LOG.warn(
                        "{} is set and {} is not, so that replicas share no cache: set {} to jcache, or to none",
                        setting,
                        KIND,
                        KIND));
    }

    private static Optional<Kind> kind(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "NONE" -> Optional.of(Kind.NONE);
            case "JCACHE" -> Optional.of(Kind.JCACHE);
            default -> Optional.empty();
        };
    }

    private static Optional<JCacheEngine.Provider> provider(String text) {
        return CLASS_NAME.matcher(text.replace('-', '_')).matches() ? JCacheEngine.Provider.of(text) : Optional.empty();
    }

    private static Optional<URI> location(String text) {
        try {
            URI uri = URL.matcher(text).matches()
                    ? new URI(text)
                    : Path.of(text).toAbsolutePath().toUri();
            return Optional.of(uri);
        } catch (URISyntaxException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static URI checkLocation(URI location, Consumer<String> refusals) {
        if (location.getRawAuthority() != null && location.getRawAuthority().indexOf('@') >= 0) {
            refusals.accept(
                    "holds a user name or a password, which would be shown: write them into a file, and set it to"
                            + " the path of that");
        } else if ("file".equalsIgnoreCase(location.getScheme())) {
            checkFile(location, refusals);
        }
        return location;
    }

    private static void checkFile(URI location, Consumer<String> refusals) {
        Path file;
        try {
            file = Path.of(location);
        } catch (IllegalArgumentException e) { // such as file:name, which has no path
            refusals.accept(ValueType.mustBe(location, FILES) + ": set it to the path of the file");
            return;
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            refusals.accept(ValueType.mustBe(file, FILES) + "; the service reads it as the user that it runs as");
        }
    }
}
