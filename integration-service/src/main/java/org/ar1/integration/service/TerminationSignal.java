package org.ar1.integration.service;

import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/**
 * Makes SIGTERM an orderly end with exit code 0 instead of the JVM's 143. Shutdown hooks run as always. The JDK has no
 * supported way to say so; where this one is missing ({@code jdk.unsupported} left out, or {@code -Xrs}), the code
 * stays 143 and the end is as orderly.
 */
final class TerminationSignal {

    private TerminationSignal() {}

    static void exitsOrderly() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object exit = Proxy.newProxyInstance(
                    TerminationSignal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            System.exit(0);
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), exit);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LoggerFactory.getLogger(IntegrationService.class).debug("SIGTERM keeps its exit code", e);
        }
    }
}
