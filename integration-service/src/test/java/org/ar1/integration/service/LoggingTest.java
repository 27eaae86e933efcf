package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Flushable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(30)
class LoggingTest {

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("a.b.C");

    /** Keeps what it is given; may be held up. */
    private static final class Kept extends AppenderBase<ILoggingEvent> implements Flushable {

        private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
        private volatile int flushed;
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch mayWrite;

        Kept(int heldUp) {
            this.mayWrite = new CountDownLatch(heldUp);
        }

        @Override
        protected void append(ILoggingEvent event) {
            entered.countDown();
            try {
                mayWrite.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            events.add(event);
        }

        @Override
        public void flush() {
            flushed = events.size();
        }

        List<String> messages() {
            return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
        }
    }

    private BoundedAsyncAppender behind(Kept kept, int capacity) {
        context.setMDCAdapter(MDC.getMDCAdapter());
        kept.setContext(context);
        kept.start();
        BoundedAsyncAppender behind = new BoundedAsyncAppender(capacity, kept, kept);
        behind.setContext(context);
        behind.start();
        logger.addAppender(behind);
        return behind;
    }

    @Test
    void everythingThatWaitsIsWrittenAtTheEnd() {
        Kept kept = new Kept(0);
        BoundedAsyncAppender behind = behind(kept, 100);
        for (int i = 0; i < 50; i++) {
            logger.info("line {}", i);
        }
        behind.stop();

        assertThat(kept.messages()).hasSize(50).startsWith("line 0").endsWith("line 49");
        assertThat(kept.events)
                .allMatch(event ->
                        event.getThreadName().equals(Thread.currentThread().getName()));
    }

    @Test
    void whoLogsIsNotHeldUpAndWhatIsMissingIsCounted() throws Exception {
        Kept kept = new Kept(1);
        BoundedAsyncAppender behind = behind(kept, 3);
        logger.info("first");
        kept.entered.await();
        for (int i = 0; i < 10; i++) {
            logger.info("line {}", i);
        }
        kept.mayWrite.countDown();
        behind.stop();

        assertThat(kept.messages()).hasSize(5).startsWith("first", "line 0", "line 1", "line 2");
        assertThat(kept.events.get(4).getLevel()).isEqualTo(Level.WARN);
        assertThat(kept.messages().get(4)).contains(" 7 lines ");
        assertThat(behind.dropped()).isEqualTo(7);
        assertThat(kept.flushed).isEqualTo(5);
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        Kept kept = new Kept(0);
        BoundedAsyncAppender behind = behind(kept, 10);
        MDC.put("request_id", "r-1");
        logger.atError()
                .addKeyValue("status", 503)
                .addKeyValue("path", "/a\"b\nc")
                .addKeyValue("nothing", (Object) null)
                .setCause(new IllegalStateException("two\nlines"))
                .log("failed with {}", "\u2028 and \u0000");
        MDC.clear();
        logger.info("plain");
        behind.stop();

        String first = encoded(kept.events.get(0));
        assertThat(first).endsWith("}\n").containsOnlyOnce("\n");
        JsonNode json = new ObjectMapper().readTree(first);
        assertThat(json.path("timestamp").asText())
                .isEqualTo(kept.events.get(0).getInstant().toString());
        assertThat(json.path("level").asText()).isEqualTo("ERROR");
        assertThat(json.path("logger").asText()).isEqualTo("a.b.C");
        assertThat(json.path("thread").asText())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(json.path("message").asText()).isEqualTo("failed with \u2028 and \u0000");
        assertThat(json.path("mdc").path("request_id").asText()).isEqualTo("r-1");
        assertThat(json.path("values").path("status").isInt()).isTrue();
        assertThat(json.path("values").path("path").asText()).isEqualTo("/a\"b\nc");
        assertThat(json.path("values").path("nothing").isNull()).isTrue();
        assertThat(json.path("exception").asText())
                .startsWith("java.lang.IllegalStateException: two\nlines")
                .contains("LoggingTest");
        assertThat(new ObjectMapper().readTree(encoded(kept.events.get(1))).fieldNames())
                .toIterable()
                .containsExactly("timestamp", "level", "logger", "thread", "message");
    }

    @Test
    void textHasTheIdsOfTheRequestAtTheEnd() {
        Kept kept = new Kept(0);
        BoundedAsyncAppender behind = behind(kept, 10);
        MDC.put("request_id", "r-1");
        MDC.put("trace_id", "0af7");
        logger.atInfo().addKeyValue("status", 503).log("request");
        MDC.clear();
        logger.info("plain");
        behind.stop();

        assertThat(kept.events)
                .extracting(event -> new String(new TextLineEncoder().encode(event), StandardCharsets.UTF_8).strip())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith(" C - request status=503 request_id=r-1 trace_id=0af7"),
                        line -> assertThat(line).endsWith(" C - plain"));
    }

    @Test
    void textLeavesOutThePairsWhoseValuesTheMessageHolds() {
        Kept kept = new Kept(0);
        BoundedAsyncAppender behind = behind(kept, 10);
        logger.atInfo()
                .addKeyValue("method", "GET")
                .addKeyValue("status", 503)
                .addKeyValue("nothing", (Object) null)
                .addKeyValue("outcome", "answered")
                .log("{} {}", "GET", 503);
        behind.stop();

        assertThat(kept.events)
                .extracting(event -> new String(new TextLineEncoder().encode(event), StandardCharsets.UTF_8).strip())
                .singleElement()
                .asString()
                .endsWith(" C - GET 503 nothing=null outcome=answered");
        assertThat(encoded(kept.events.get(0)))
                .contains("\"message\":\"GET 503\"")
                .contains("\"values\":{\"method\":\"GET\",\"status\":503,\"nothing\":null,\"outcome\":\"answered\"}");
    }

    @Test
    void textIsAsLogbackWouldWriteIt() {
        PatternLayout logback = new PatternLayout();
        logback.setContext(context);
        logback.setPattern(
                "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{0} - %msg%replace( %kvp{NONE}){'^ $', ''}"
                        + "%replace( request_id=%X{request_id} trace_id=%X{trace_id}){'^ request_id= trace_id=$', ''}%n");
        logback.start();
        Kept kept = new Kept(0);
        BoundedAsyncAppender behind = behind(kept, 10);
        logger.setLevel(Level.TRACE);
        logger.warn("two\nlines {}", "\u00fc");
        logger.trace("cause", new IllegalStateException("outer", new IOException("inner")));
        MDC.put("trace_id", "0af7");
        logger.atDebug().addKeyValue("a", (Object) null).addKeyValue("b c", 1.5).log("values");
        MDC.clear();
        Logger withoutPackage = context.getLogger("NoPackage");
        withoutPackage.addAppender(behind);
        withoutPackage.error("{}", "ends with a space ");
        behind.stop();

        assertThat(kept.events)
                .hasSize(4)
                .allSatisfy(event -> assertThat(new String(new TextLineEncoder().encode(event), StandardCharsets.UTF_8))
                        .isEqualTo(logback.doLayout(event)));
    }

    private static String encoded(ILoggingEvent event) {
        return new String(new JsonLineEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
