package org.ar1.integration.service;

import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.spi.CachingProvider;
import org.ar1.integration.cache.jcache.JCacheSharedCache;

/** An engine in memory that can be down, and whose connections can die. */
final class FakeEngine {

    final AtomicInteger joined = new AtomicInteger();
    final AtomicInteger left = new AtomicInteger();
    final AtomicInteger callsOnDeadConnections = new AtomicInteger();
    volatile boolean down;
    private final Map<Object, Object> stored = new ConcurrentHashMap<>();
    private volatile Object alive = new Object();

    JCacheEngine.Connection join() {
        if (down) {
            throw new CacheException("the engine is down", new ConnectException("refused"));
        }
        joined.incrementAndGet();
        Object mine = alive;
        Cache<String, byte[]> cache = cache(mine);
        return new JCacheEngine.Connection(cache, JCacheSharedCache.over(cache), provider());
    }

    /** Its cache, as its provider gives it. */
    Cache<String, byte[]> cache() {
        return cache(alive);
    }

    /** As when all members have been started anew. */
    void forget() {
        stored.clear();
    }

    /** As when the member or the client inside the process ends: its caches are closed for good. */
    void killConnections() {
        alive = new Object();
    }

    @SuppressWarnings("unchecked")
    private Cache<String, byte[]> cache(Object mine) {
        return (Cache<String, byte[]>) Proxy.newProxyInstance(
                FakeEngine.class.getClassLoader(), new Class<?>[] {Cache.class}, (proxy, method, arguments) -> {
                    if (mine != alive) {
                        callsOnDeadConnections.incrementAndGet();
                        throw new IllegalStateException("closed");
                    }
                    if (down) {
                        throw new CacheException("the engine is down");
                    }
                    return switch (method.getName()) {
                        case "get" -> stored.get(arguments[0]);
                        case "put" -> {
                            stored.put(arguments[0], arguments[1]);
                            yield null;
                        }
                        case "putIfAbsent" -> stored.putIfAbsent(arguments[0], arguments[1]) == null;
                        case "replace" -> stored.replace(arguments[0], arguments[1], arguments[2]);
                        case "remove" -> stored.remove(arguments[0]) != null;
                        default -> throw new AssertionError(method);
                    };
                });
    }

    private CachingProvider provider() {
        return (CachingProvider) Proxy.newProxyInstance(
                FakeEngine.class.getClassLoader(),
                new Class<?>[] {CachingProvider.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("close")) {
                        throw new AssertionError(method);
                    }
                    left.incrementAndGet();
                    return null;
                });
    }
}
