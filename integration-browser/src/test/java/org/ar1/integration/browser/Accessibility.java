package org.ar1.integration.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What axe-core finds wrong with the page that is open. */
final class Accessibility {

    private static final String AXE = read();

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
              (found) => done(found.violations.flatMap((violation) => violation.nodes.map((node) =>
                violation.id + ': ' + node.target.join(' ') + ' ' + node.failureSummary))),
              (problem) => done([String(problem)]));
            """;

    private Accessibility() {}

    private static String read() {
        try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for each element and rule it breaks; all of axe's rules count, of any impact. */
    @SuppressWarnings("unchecked")
    static List<String> faults(Browser browser) {
        browser.run(AXE);
        return (List<String>) browser.runAsync(RUN);
    }
}
