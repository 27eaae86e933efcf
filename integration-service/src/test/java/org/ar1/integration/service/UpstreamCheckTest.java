package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.source.SourceError;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;

class UpstreamCheckTest {

    @Test
    void aServiceThatFailedIsNotGood() {
        SourceError error = new SourceError(ErrorCode.CONNECT, "refused");
        Sourced<String> failure = new Sourced.Failure<>(UpstreamService.PERFORMANCE, "peaks", Outcome.FAILED, 1, error);

        UpstreamCheck.Found found = UpstreamCheck.found(CompletableFuture.completedStage(failure), String::toString)
                .toCompletableFuture()
                .join();

        assertThat(found).isEqualTo(new UpstreamCheck.Found(UpstreamCheck.Verdict.FAILED, "connect: refused"));
    }
}
