package org.ar1.integration.cache.jcache;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.cache.Cache;

/**
 * A map in the place of a JCache cache, for the faults that a real one does not show when asked: a test overrides what
 * goes wrong. It has the methods that the shared cache may use, and no others.
 */
class FakeCache {

    final ConcurrentMap<String, byte[]> stored = new ConcurrentHashMap<>();

    public byte[] get(String key) {
        return stored.get(key);
    }

    public void put(String key, byte[] value) {
        stored.put(key, value);
    }

    public boolean putIfAbsent(String key, byte[] value) {
        return stored.putIfAbsent(key, value) == null;
    }

    public boolean replace(String key, byte[] old, byte[] value) {
        AtomicBoolean replaced = new AtomicBoolean();
        stored.computeIfPresent(key, (k, there) -> {
            replaced.set(Arrays.equals(there, old));
            return replaced.get() ? value : there;
        });
        return replaced.get();
    }

    public boolean remove(String key) {
        return stored.remove(key) != null;
    }

    public String getName() {
        return "fake";
    }

    @SuppressWarnings("unchecked")
    final Cache<String, byte[]> asCache() {
        return (Cache<String, byte[]>) Proxy.newProxyInstance(
                FakeCache.class.getClassLoader(), new Class<?>[] {Cache.class}, (proxy, called, arguments) -> {
                    try {
                        return own(called).invoke(this, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Method own(Method called) {
        return Stream.of(FakeCache.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(called.getName())
                        && method.getParameterCount() == called.getParameterCount())
                .findFirst()
                .orElseThrow(() -> new AssertionError("It must not call " + called));
    }
}
