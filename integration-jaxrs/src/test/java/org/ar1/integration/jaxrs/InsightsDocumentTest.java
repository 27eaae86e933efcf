package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ar1.integration.insight.Caveat;
import org.ar1.integration.insight.InsightKind;
import org.ar1.integration.insight.ReasonCode;
import org.junit.jupiter.api.Test;

/** The document that explanations point to has each kind, and says of it what an operator needs. */
class InsightsDocumentTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern PART = Pattern.compile("(?m)^## ([a-z_]+)\\n((?:(?!## ).*\\n)+)");
    private static final Pattern CODE = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`");

    private static String read(String file) throws IOException {
        return Files.readString(DOCS.resolve(file));
    }

    private static List<String> kinds() {
        return Arrays.stream(InsightKind.values()).map(InsightKind::id).toList();
    }

    @Test
    void everyKindHasItsPartInTheOrderOfTheLibrary() throws Exception {
        Map<String, String> parts = PART.matcher(read("insights.md"))
                .results()
                .collect(Collectors.toMap(part -> part.group(1), part -> part.group(2)));

        assertThat(parts.keySet()).containsExactlyInAnyOrderElementsOf(kinds());
        parts.forEach((kind, text) -> assertThat(text)
                .as(kind)
                .contains(
                        "- **Question**: ",
                        "- **How it is decided**: ",
                        "- **Example**: ",
                        "- **What would change it**: ",
                        "- **What to do**: ",
                        "- **When not to believe it**: "));
    }

    @Test
    void everyCodeThatItNamesExists() throws Exception {
        List<String> codes = CODE.matcher(read("insights.md"))
                .results()
                .map(found -> found.group(1))
                .filter(code -> !List.of("INSIGHT_WEEKS", "INSIGHT_TARGET", "CAMPUS_ZONE", "PEAKS_ZONE")
                        .contains(code))
                .toList();
        List<String> known =
                Arrays.stream(ReasonCode.values()).map(ReasonCode::id).collect(Collectors.toList());
        Arrays.stream(Caveat.values()).map(Caveat::id).forEach(known::add);

        assertThat(codes).hasSizeGreaterThan(15).isSubsetOf(known);
    }

    @Test
    void theRunbookSaysWhatToDoAboutEachKindThatIsListed() throws Exception {
        List<String> rows = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| [a-z]")
                .matcher(read("operations/README.md").split("### CampusInsightCritical")[1])
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(kinds().stream()
                        .filter(kind -> !kind.equals(InsightKind.QUIET_WINDOW.id()))
                        .toList());
    }
}
