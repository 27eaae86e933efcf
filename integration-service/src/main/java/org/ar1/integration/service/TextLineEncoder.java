package org.ar1.integration.service;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.util.CachingDateFormatter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * An event as one line of text: time (UTC), level, logger without its package, message, those of SLF4J's
 * key-value pairs whose value is no argument of the message, and the ids of the request and its trace where there are
 * some; an exception follows in lines of its own. A pattern of Logback
 * would do the same in several times the time, of which there is one such line in every request.
 */
final class TextLineEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};
    private static final int LONGEST_KEPT = 4_096;
    private static final int WIDTH_OF_LEVEL = 5;

    private final CachingDateFormatter times = new CachingDateFormatter("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", ZoneOffset.UTC);

    /** The line, made in the same memory each time, as the appender encodes one event after the other. */
    private StringBuilder line = new StringBuilder(LONGEST_KEPT);

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        line.setLength(0);
        line.append(times.format(event.getTimeStamp())).append(' ');
        String level = event.getLevel().toString();
        line.append(level).append(" ".repeat(Math.max(0, WIDTH_OF_LEVEL - level.length())));
        String logger = event.getLoggerName();
        line.append(' ').append(logger, logger.lastIndexOf('.') + 1, logger.length());
        line.append(" - ").append(event.getFormattedMessage());
        appendValues(event.getKeyValuePairs(), event.getArgumentArray());
        appendIds(event.getMDCPropertyMap());
        line.append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
        if (line.capacity() > LONGEST_KEPT) {
            line = new StringBuilder(LONGEST_KEPT);
        }
        return bytes;
    }

    private void appendValues(List<KeyValuePair> pairs, Object @Nullable [] arguments) {
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                if (!isArgument(pair.value, arguments)) {
                    line.append(' ').append(pair.key).append('=').append(pair.value);
                }
            }
        }
    }

    /** The message shows its arguments already. */
    private static boolean isArgument(@Nullable Object value, Object @Nullable [] arguments) {
        if (value != null && arguments != null) {
            for (Object argument : arguments) {
                if (value.equals(argument)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void appendIds(Map<String, String> context) {
        String request = context.getOrDefault("request_id", "");
        String trace = context.getOrDefault("trace_id", "");
        if (!request.isEmpty() || !trace.isEmpty()) {
            line.append(" request_id=").append(request).append(" trace_id=").append(trace);
        }
    }
}
