package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpstreamCheckTest {

    private static UpstreamCheck.Found found(Outcome outcome, @Nullable SourceError error) {
        Sourced<String> failure = new Sourced.Failure<>(UpstreamService.PERFORMANCE, "peaks", outcome, 0, error);
        return UpstreamCheck.found(CompletableFuture.completedStage(failure), String::toString)
                .toCompletableFuture()
                .join();
    }

    @Test
    void aServiceThatWasNotAskedOrFailedIsNotGood() {
        assertThat(found(Outcome.SKIPPED, null).verdict()).isEqualTo(UpstreamCheck.Verdict.FAILED);
        assertThat(found(Outcome.FAILED, new SourceError(ErrorCode.CONNECT, "refused"))
                        .answer())
                .isEqualTo("connect: refused");
    }
}
