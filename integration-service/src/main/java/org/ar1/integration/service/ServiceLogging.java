package org.ar1.integration.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The program's log: one line per event, on standard error, written on another thread. A file that
 * {@code logback.configurationFile} names takes precedence.
 */
final class ServiceLogging {

    /** Events that wait to be written; about a kilobyte each. */
    private static final int WAITING = 8_192;

    /** Bytes that are written at once while more lines wait. */
    private static final int BUFFER = 32_768;

    private static volatile LongSupplier dropped = () -> 0;

    private ServiceLogging() {}

    /** The number of lines that were dropped, as they came faster than they are written. */
    static long dropped() {
        return dropped.getAsLong();
    }

    static void start(Level level, LogSettings.Format format) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        if (System.getProperty("logback.configurationFile") != null
                || !(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.reset();
        OutputStream buffer = new BufferedOutputStream(System.err, BUFFER) {
            @Override
            public void close() throws IOException {
                flush(); // what follows the log is written there too
            }
        };
        OutputStreamAppender<ILoggingEvent> errors = new OutputStreamAppender<>();
        errors.setContext(context);
        errors.setImmediateFlush(false);
        errors.setOutputStream(buffer);
        errors.setEncoder(format == LogSettings.Format.JSON ? new JsonLineEncoder() : new TextLineEncoder());
        errors.start();
        BoundedAsyncAppender behind = new BoundedAsyncAppender(WAITING, errors, buffer);
        behind.setContext(context);
        behind.start();
        dropped = behind::dropped;
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(behind);
    }

    /** Writes what waits. */
    static void stop() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
