package org.ar1.integration.service;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;

/** The provider of an engine that outlives the services that join it, as {@code SHARED_CACHE_PROVIDER} names it. */
public final class FakeProvider implements CachingProvider {

    /** The engine that is joined. */
    static volatile FakeEngine engine = new FakeEngine();

    @Override
    public CacheManager getCacheManager(URI uri, ClassLoader classLoader, Properties properties) {
        return (CacheManager) Proxy.newProxyInstance(
                FakeProvider.class.getClassLoader(),
                new Class<?>[] {CacheManager.class},
                (proxy, method, arguments) -> engine.cache());
    }

    @Override
    public CacheManager getCacheManager(URI uri, ClassLoader classLoader) {
        return getCacheManager(uri, classLoader, new Properties());
    }

    @Override
    public CacheManager getCacheManager() {
        return getCacheManager(getDefaultURI(), getDefaultClassLoader());
    }

    @Override
    public ClassLoader getDefaultClassLoader() {
        return FakeProvider.class.getClassLoader();
    }

    @Override
    public URI getDefaultURI() {
        return URI.create("fake:engine");
    }

    @Override
    public Properties getDefaultProperties() {
        return new Properties();
    }

    @Override
    public void close() {
        // The engine goes on.
    }

    @Override
    public void close(ClassLoader classLoader) {
        close();
    }

    @Override
    public void close(URI uri, ClassLoader classLoader) {
        close();
    }

    @Override
    public boolean isSupported(OptionalFeature feature) {
        return false;
    }
}
