package org.ar1.integration.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.call.CallFailure;
import org.junit.jupiter.api.Test;

/** Exceptions go from JVM to JVM in Java's own form, as application servers and test runners send them. */
class ExceptionSerializationTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:20:52Z");
    private static final SourceError ERROR = new SourceError(ErrorCode.CONNECT, "It cannot be reached");

    private static <T extends Throwable> T copy(T thrown) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            @SuppressWarnings("unchecked")
            T read = (T) in.readObject();
            assertThat(read).hasMessage(thrown.getMessage());
            return read;
        }
    }

    @Test
    void anUndeterminedLabTypeKeepsItsSources() throws Exception {
        SourceStatus source = new SourceStatus(
                UpstreamService.PERFORMANCE_REPORTING,
                "performance/lab",
                Outcome.STALE,
                NOW,
                NOW,
                Duration.ofMinutes(3),
                2,
                ERROR,
                new CallCounts(1, 2, 3, 4, 5, List.of("docker"), 1));
        UndeterminedLabTypeException read =
                copy(new UndeterminedLabTypeException("docker", Duration.ofSeconds(7), List.of(source)));

        assertThat(read.sources()).containsExactly(source);
        assertThat(read.labType()).isEqualTo("docker");
        assertThat(read.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void anUnknownLabTypeKeepsItsName() throws Exception {
        assertThat(copy(new UnknownLabTypeException("docker")).labType()).isEqualTo("docker");
        assertThat(copy(new UnknownLabTypeException("x", List.of("docker"))).suggestions())
                .containsExactly("docker");
        assertThat(copy(new UnknownServerException(1, List.of(2L))).suggestions())
                .containsExactly(2L);
    }

    @Test
    void anUpstreamsFailureKeepsItsSource() throws Exception {
        Sourced.Failure<String> source =
                new Sourced.Failure<>(UpstreamService.PERFORMANCE, "stats", Outcome.FAILED, 3, ERROR);
        assertThat(copy(new UpstreamException(source)).source()).isEqualTo(source);
    }

    @Test
    void wrongSettingsKeepTheirProblems() throws Exception {
        assertThat(copy(new InvalidConfigException(List.of("A is wrong", "B too")))
                        .problems())
                .containsExactly("A is wrong", "B too");
    }

    @Test
    void aFailedCallKeepsItsErrorAndItsCause() throws Exception {
        CallFailure read =
                copy(new CallFailure(ErrorCode.CONNECT, "It cannot be reached", true, new IOException("reset")));
        assertThat(read.error()).isEqualTo(ERROR);
        assertThat(read.retryAfter()).isEmpty();
        assertThat(read).hasCauseInstanceOf(IOException.class);

        CallFailure later =
                new CallFailure(ErrorCode.HTTP_STATUS, "Later", true, true, Optional.of(Duration.ofSeconds(7)));
        assertThat(copy(later).retryAfter()).contains(Duration.ofSeconds(7));
    }
}
