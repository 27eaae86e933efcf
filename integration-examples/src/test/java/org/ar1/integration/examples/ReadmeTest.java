package org.ar1.integration.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXAMPLE_ROW = Pattern.compile("^\\| \\[`(\\w+)`\\]", Pattern.MULTILINE);
    private static final Pattern SETTING_ROW = Pattern.compile("^\\| `([A-Z_]+)` \\| `([^`]+)` \\|", Pattern.MULTILINE);

    private static String readme() throws IOException {
        return Files.readString(Path.of("..", "README.md"));
    }

    @Test
    void itsJavaCompiles(@TempDir Path classes) throws IOException {
        List<String> blocks = JAVA_BLOCK
                .matcher(readme())
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).isNotEmpty();
        for (int i = 0; i < blocks.size(); i++) {
            String name = "Block" + i;
            String source = "import org.ar1.integration.*; import org.ar1.integration.config.*;"
                    + " import org.ar1.integration.cache.jcache.*; import org.ar1.integration.event.*; import org.ar1.integration.report.*;"
                    + " import org.ar1.integration.micrometer.*; import io.micrometer.core.instrument.*;"
                    + " import io.micrometer.core.instrument.simple.*; final class " + name + " { static void run() {\n"
                    + blocks.get(i) + "} }";
            StringWriter messages = new StringWriter();
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            boolean compiled = compiler.getTask(
                            messages,
                            null,
                            null,
                            List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                            null,
                            List.of(new Source(name, source)))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    @Test
    void itListsEveryExample() throws IOException {
        Set<String> listed = new TreeSet<>();
        Matcher rows = EXAMPLE_ROW.matcher(readme());
        while (rows.find()) {
            listed.add(rows.group(1));
        }
        Path sources = Path.of("src/main/java/org/ar1/integration/examples");
        try (var files = Files.list(sources)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .filter(name ->
                                    !Set.of("package-info", "DemoServer").contains(name)))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void itsTableOfSettingsHoldsTheDefaults() throws IOException {
        IntegrationConfig defaults = IntegrationConfig.builder().build();
        Matcher rows = SETTING_ROW.matcher(readme());
        Set<String> named = new TreeSet<>();
        while (rows.find()) {
            String variable = rows.group(1);
            named.add(variable);
            IntegrationConfig set = IntegrationConfig.fromEnvironment(java.util.Map.of(variable, rows.group(2)));
            assertThat(set).as(variable).hasToString(defaults.toString());
            assertThat(set.apiPort()).isEqualTo(defaults.apiPort());
        }
        assertThat(named)
                .contains("REQUEST_TIMEOUT", "REPORT_DEADLINE", "MAX_RETRIES", "RETRY_DELAY", "CACHE_DURATION")
                .contains("INTEGRATION_API_HOST", "INTEGRATION_API_PORT");
        for (UpstreamService service : UpstreamService.values()) {
            assertThat(named).contains(service.urlVariable());
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String source;

        Source(String name, String source) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
