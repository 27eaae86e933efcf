package org.ar1.integration.spring;

import java.util.stream.Collectors;
import org.ar1.integration.config.InvalidConfigException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains settings that cannot be used when the application fails to start. */
final class InvalidConfigFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigException cause) {
        return new FailureAnalysis(
                cause.problems().stream()
                        .map(problem -> "    - " + problem)
                        .collect(Collectors.joining("\n", "The AR-1 integration cannot use these settings:\n\n", "")),
                "Correct the properties and the environment variables that are named.",
                cause);
    }
}
