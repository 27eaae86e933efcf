package org.ar1.integration.service;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.spi.CachingProvider;
import org.ar1.integration.cache.jcache.JCacheSharedCache;
import org.jspecify.annotations.Nullable;

/**
 * A cache of an engine that the operator runs, as the settings name it. The engine's jars are on the class path, and this
 * program knows nothing of them but JCache.
 *
 * @param provider the engine
 * @param config the engine's own file of settings; null for its defaults
 * @param cacheName the name of the cache within the engine
 */
record JCacheEngine(Provider provider, @Nullable URI config, String cacheName) {

    static final String KNOWN_NAMES =
            Arrays.stream(Known.values()).map(Known::id).collect(Collectors.joining(", "));

    static final String KNOWN_NAMES_IN_CODE =
            Arrays.stream(Known.values()).map(known -> "`" + known.id() + "`").collect(Collectors.joining(", "));

    private static final String OF_HAZELCAST = "com.hazelcast.";
    private static final String HAZELCAST_CONFIG = "hazelcast.config.location";

    /** The engines that have a short name. Those that create a cache share what they create between all members. */
    private enum Known {
        HAZELCAST("com.hazelcast.cache.HazelcastMemberCachingProvider", true),
        HAZELCAST_CLIENT("com.hazelcast.client.cache.HazelcastClientCachingProvider", true),
        INFINISPAN("org.infinispan.jcache.embedded.JCachingProvider", false),
        REDISSON("org.redisson.jcache.JCachingProvider", true);

        private final String className;
        private final boolean creates;

        Known(String className, boolean creates) {
            this.className = className;
            this.creates = creates;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A JCache provider.
     *
     * @param name as the settings name it
     * @param className its class
     * @param creates whether a cache that its file does not declare is created
     */
    record Provider(String name, String className, boolean creates) {

        static Optional<Provider> of(String text) {
            for (Known known : Known.values()) {
                if (text.equalsIgnoreCase(known.id()) || text.equals(known.className)) {
                    return Optional.of(new Provider(text, known.className, known.creates));
                }
            }
            return text.indexOf('.') > 0 ? Optional.of(new Provider(text, text, false)) : Optional.empty();
        }

        /** Why it cannot be used, as the rest of a sentence; empty when it can. */
        Optional<String> refusal() {
            try {
                return CachingProvider.class.isAssignableFrom(load())
                        ? Optional.empty()
                        : Optional.of(className + " does not implement javax.cache.spi.CachingProvider:"
                                + " name the engine's class that does");
            } catch (ClassNotFoundException e) {
                return Optional.of(className + " is not on the class path: put the engine's jars into ext/");
            } catch (LinkageError e) {
                return Optional.of(className + " cannot be loaded, since " + e.getMessage()
                        + " is missing or does not fit: put all jars that the engine needs into ext/");
            }
        }

        private Class<?> load() throws ClassNotFoundException {
            return Class.forName(className, false, JCacheEngine.class.getClassLoader());
        }
    }

    /** A cache that has been joined, and what has to be closed with it. */
    record Connection(Cache<String, byte[]> cache, JCacheSharedCache shared, CachingProvider provider)
            implements AutoCloseable {

        /** Leaves the engine; takes as long as that does. */
        @Override
        public void close() {
            shared.close();
            provider.close();
        }
    }

    /**
     * Joins the cache; takes as long as the engine does.
     *
     * @return the connection
     * @throws RuntimeException when the engine is down or refuses its settings
     * @throws ReflectiveOperationException when the provider cannot be created
     */
    Connection join() throws ReflectiveOperationException {
        // A provider for each attempt: what the last one left half open is not met again.
        CachingProvider created = provider.load()
                .asSubclass(CachingProvider.class)
                .getDeclaredConstructor()
                .newInstance();
        try {
            Cache<String, byte[]> cache = cache(manager(created));
            return new Connection(cache, JCacheSharedCache.over(cache), created);
        } catch (RuntimeException | Error e) {
            closeAfter(e, created);
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, CachingProvider created) {
        try {
            created.close();
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }

    /** Hazelcast makes the URI a part of the cache's name: replicas with files in different places would share nothing. */
    private CacheManager manager(CachingProvider created) {
        Properties properties = new Properties();
        URI uri = config;
        if (config != null && provider.className().startsWith(OF_HAZELCAST)) {
            properties.setProperty(HAZELCAST_CONFIG, config.toString());
            uri = null;
        }
        return created.getCacheManager(uri, null, properties);
    }

    private Cache<String, byte[]> cache(CacheManager manager) {
        Cache<String, byte[]> declared = manager.getCache(cacheName);
        if (declared != null) {
            return declared;
        }
        if (!provider.creates()) {
            throw new IllegalStateException(
                    "The engine has no cache \"" + cacheName + "\": declare it in the file that "
                            + SharedCacheSettings.CONFIG + " names, or set " + SharedCacheSettings.NAME);
        }
        return manager.createCache(
                cacheName,
                new MutableConfiguration<String, byte[]>()
                        .setTypes(String.class, byte[].class)
                        .setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(Duration.ONE_DAY)));
    }

    @Override
    public String toString() {
        return provider.name() + " " + (config == null ? "with its defaults" : config);
    }
}
