package org.ar1.integration.jaxrs.server.setting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ar1.integration.internal.file.SmallFile;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingTable;
import org.ar1.integration.internal.setting.SettingValues;
import org.ar1.integration.internal.setting.ValueType;
import org.ar1.integration.internal.setting.ValueTypes;
import org.ar1.integration.internal.text.Printable;
import org.ar1.integration.jaxrs.server.auth.TokensFile;
import org.ar1.integration.jaxrs.server.http.CorsOrigin;
import org.ar1.integration.jaxrs.server.tls.TlsFiles;

/** The settings of the server: all that is said of one of them is said in its row. */
public final class ServerSettings {

    public static final SettingTable TABLE = new SettingTable();

    private static final String HOSTS = "a host name or an address, such as 127.0.0.1";
    private static final Pattern HOST_AND_PORT = Pattern.compile("[^:]*:[0-9]*");

    private static final ValueType<Path> FILE = ValueType.of("a file", SmallFile::path, "the path of a file");

    public static final Setting<String> HOST = TABLE.row(
            "host",
            "INTEGRATION_API_HOST",
            ValueType.of("a host", Optional::of, HOSTS).checkedBy(ServerSettings::checkHost),
            "127.0.0.1",
            "the address that the service listens on");

    public static final Setting<Integer> PORT = TABLE.row(
            "port",
            "INTEGRATION_API_PORT",
            ValueTypes.wholeNumber(0, 65_535),
            "8007",
            "the port that the service listens on, 0 to 65535; 0 means any free one");

    public static final Setting<Path> TOKENS_FILE = TABLE.optional(
            "tokensFile",
            "INTEGRATION_API_TOKENS_FILE",
            FILE.checkedBy(ServerSettings::checkTokens),
            "the tokens that callers must bear, `name sha256` a line, read again when it changes; without it everyone"
                    + " may read");

    public static final Setting<Path> TLS_KEYSTORE = TABLE.optional(
            "tlsKeystore",
            TlsFiles.VARIABLE,
            ValueType.of("a keystore", SmallFile::path, "the path of a file"),
            "the keystore (PKCS12, JKS, or PEM with key and certificates) with which the service speaks TLS 1.2 and 1.3,"
                    + " read again when it changes; without it the service speaks plain HTTP");

    public static final Setting<Path> TLS_KEYSTORE_PASSWORD_FILE = TABLE.optional(
            "tlsKeystorePasswordFile",
            TlsFiles.PASSWORD_VARIABLE,
            FILE.checkedBy(ServerSettings::checkReadable),
            "the file of the password of that keystore and its keys, read again when it changes; none for PEM");

    public static final Setting<Boolean> OPEN = TABLE.row(
            "open",
            "INTEGRATION_API_OPEN",
            ValueTypes.FLAG,
            "false",
            "whether the service may listen without tokens where other machines reach it");

    public static final Setting<Set<String>> CORS_ORIGINS = TABLE.optional(
            "corsOrigins",
            "INTEGRATION_API_CORS_ORIGINS",
            ValueType.of("a list", ServerSettings::list, "values separated by commas")
                    .checkedBy(ServerSettings::checkOrigins),
            "the origins whose pages may read the answers in a browser, separated by commas; `*` for any");

    private ServerSettings() {}

    /**
     * Checks what concerns several settings.
     *
     * @param values the values; those that were refused are missing
     * @param problems the problems so far; gets a sentence for each further one, which begins with a variable
     */
    public static void check(SettingValues values, List<String> problems) {
        if (isRefused(TLS_KEYSTORE, problems) || isRefused(TLS_KEYSTORE_PASSWORD_FILE, problems)) {
            return;
        }
        Path keystore = values.find(TLS_KEYSTORE);
        Path password = values.find(TLS_KEYSTORE_PASSWORD_FILE);
        if (keystore != null) {
            TlsFiles.refusal(keystore, password).ifPresent(refusal -> problems.add(TLS_KEYSTORE + " " + refusal));
        } else if (password != null) {
            problems.add(TLS_KEYSTORE_PASSWORD_FILE + " is \"" + Printable.value(password) + "\", but " + TLS_KEYSTORE
                    + " is not set, so that the service would speak plain HTTP: set both or neither");
        }
    }

    private static boolean isRefused(Setting<?> setting, List<String> problems) {
        return problems.stream().anyMatch(problem -> problem.startsWith(setting + " "));
    }

    /** Whether an environment says who may read, by tokens or by letting everyone. */
    public static boolean sayWhoReads(Map<String, String> environment) {
        return TOKENS_FILE.textIn(environment).isPresent()
                || OPEN.textIn(environment)
                        .filter(open -> !open.equalsIgnoreCase("false"))
                        .isPresent();
    }

    /** These values with a further origin. */
    public static SettingValues withOrigin(SettingValues values, String origin) {
        Set<String> origins = new LinkedHashSet<>();
        Set<String> before = values.find(CORS_ORIGINS);
        if (before != null) {
            origins.addAll(before);
        }
        origins.add(origin);
        return values.with(CORS_ORIGINS, origins);
    }

    private static String checkHost(String host, Consumer<String> refusals) {
        if (host.isBlank() || host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
            refusals.accept(ValueType.mustBe(host, HOSTS));
        } else if (HOST_AND_PORT.matcher(host).matches()) {
            refusals.accept(
                    ValueType.mustBe(host, "a host name or an address without a port, which " + PORT + " sets"));
        }
        return host;
    }

    private static Path checkReadable(Path file, Consumer<String> refusals) {
        try {
            SmallFile.read(file);
        } catch (IOException e) {
            refusals.accept(SmallFile.refusal(file, e));
        }
        return file;
    }

    private static Path checkTokens(Path file, Consumer<String> refusals) {
        TokensFile.refusal(file).ifPresent(refusals);
        return file;
    }

    private static Optional<Set<String>> list(String text) {
        Set<String> values = new LinkedHashSet<>();
        for (String value : text.split(",", -1)) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return Optional.of(values);
    }

    private static Set<String> checkOrigins(Set<String> origins, Consumer<String> refusals) {
        for (String origin : origins) {
            CorsOrigin.expected(origin).ifPresent(expected -> refusals.accept(ValueType.mustBe(origin, expected)));
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(origins));
    }
}
