package org.ar1.integration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.ar1.integration.LabUtilizationAdapter;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.ar1.integration.report.InfrastructureInsights;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.report.LabTypeUtilization;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.upstream.UtilizationStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is compiled, run and compared. */
class ReadmeTest {

    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MODULE_BLOCK = Pattern.compile("```\\n(module .*?)```", Pattern.DOTALL);
    private static final Pattern KOTLIN_BLOCK = Pattern.compile("```kotlin\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KOTLIN_IMPORT = Pattern.compile("^import ([\\w.]+)$", Pattern.MULTILINE);
    private static final Pattern KOTLIN_CALL = Pattern.compile("\\.(\\w+)\\(");
    private static final Pattern ANSWER = Pattern.compile(
            "```sh\\ncurl http://127\\.0\\.0\\.1:8007(/\\S*)\\n```\\n+```\\n(\\{.*?)```", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("\"([a-z_]+)\":");
    private static final Pattern EXAMPLE_ROW = Pattern.compile("^\\| \\[`(\\w+)`\\]", Pattern.MULTILINE);
    private static final Pattern SETTING_ROW = Pattern.compile("^\\| `([A-Z_]+)` \\| `([^`]+)` \\|", Pattern.MULTILINE);
    private static final Path PROJECT = Path.of("..");

    /** There are others on the class path of the tests. */
    private static final String JCACHE_IN_ONE_PROCESS =
            "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider";

    /** What the code that the README shows leaves to its readers. */
    private static final String IMPORTS = Stream.of(
                    "io.micrometer.core.instrument",
                    "io.micrometer.core.instrument.simple",
                    "javax.cache",
                    "javax.cache.configuration",
                    "javax.cache.expiry",
                    "org.ar1.integration",
                    "org.ar1.integration.cache.jcache",
                    "org.ar1.integration.config",
                    "org.ar1.integration.event",
                    "org.ar1.integration.micrometer",
                    "org.ar1.integration.report",
                    "org.ar1.integration.testkit")
            .map(name -> "import " + name + ".*;")
            .collect(Collectors.joining());

    private static String readme() throws IOException {
        return Files.readString(PROJECT.resolve("README.md"));
    }

    @Test
    void itsJavaCompilesAndRuns(@TempDir Path classes) throws Exception {
        List<String> blocks = JAVA_BLOCK
                .matcher(readme())
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).isNotEmpty();
        StringBuilder main = new StringBuilder("final class Main { public static void main(String[] args) {\n");
        for (int i = 0; i < blocks.size(); i++) {
            String name = "Block" + i;
            compile(
                    classes,
                    name,
                    IMPORTS + "final class " + name + " { static void run() {\n" + blocks.get(i) + "} }");
            main.append("System.out.println(\"== ").append(i).append("\"); ");
            main.append(name).append(".run();\n");
        }
        compile(classes, "Main", main + "System.exit(0); } }");

        List<String> printed = runOnASampleCampus(classes, "Main");

        assertThat(printed.stream().filter(line -> line.startsWith("== "))).hasSameSizeAs(blocks);
        assertThat(printed).contains("docker: over-utilized", "SUCCESS");
    }

    @Test
    void itsModuleCompiles(@TempDir Path classes) throws IOException {
        List<String> blocks = MODULE_BLOCK
                .matcher(readme())
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(1);
        compile(classes, "module-info", blocks.get(0), "--module-path", modulePath());
    }

    /** Without the tests of other modules, which are in the packages of these. */
    private static String modulePath() {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.endsWith("-tests.jar") && !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Looks for the names alone, since the build compiles no Kotlin. */
    @Test
    void whatItsKotlinCallsExists() throws Exception {
        Matcher block = KOTLIN_BLOCK.matcher(readme());
        assertThat(block.find()).isTrue();
        String kotlin = block.group(1);
        Set<String> methods = new TreeSet<>(Set.of("use")); // of Kotlin
        List<Class<?>> types = new ArrayList<>(List.of(
                LabUtilizationAdapter.class,
                LabUtilizationReport.class,
                InfrastructureInsights.class,
                LabTypeUtilization.class,
                UtilizationStatus.class,
                IntegrationStatus.class));
        for (MatchResult imported : KOTLIN_IMPORT.matcher(kotlin).results().toList()) {
            types.add(Class.forName(imported.group(1)));
        }
        types.forEach(type -> Stream.of(type.getMethods()).map(Method::getName).forEach(methods::add));

        assertThat(KOTLIN_CALL.matcher(kotlin).results().map(call -> call.group(1)))
                .hasSizeGreaterThan(8)
                .allMatch(methods::contains);
    }

    private static void compile(Path classes, String name, String source) {
        compile(classes, name, source, "-cp", classes + File.pathSeparator + System.getProperty("java.class.path"));
    }

    private static void compile(Path classes, String name, String source, String pathOption, String path) {
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-d", classes.toString(), pathOption, path),
                        null,
                        List.of(new Source(name, source)))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    /** What a program prints that finds a campus in its environment. */
    private static List<String> runOnASampleCampus(Path classes, String program) throws Exception {
        Path printed = classes.resolve("printed");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djavax.cache.spi.CachingProvider=" + JCACHE_IN_ONE_PROCESS,
                        "-cp",
                        classes + File.pathSeparator + System.getProperty("java.class.path"),
                        program)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        Process process = null;
        try (SampleCampus campus = SampleCampus.start()) {
            builder.environment().putAll(campus.environment());
            process = builder.start();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
            assertThat(process.exitValue()).as(Files.readString(printed)).isZero();
            return Files.readAllLines(printed);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void theAnswersThatItShowsAreThoseOfTheDemo() throws Exception {
        List<MatchResult> answers = ANSWER.matcher(readme()).results().toList();
        assertThat(answers).isNotEmpty();
        String[] demo = {"--demo", "--port", "0"};
        try (RunningService service = IntegrationService.run(demo, Map.of("LOG_LEVEL", "ERROR"), System.out)
                .orElseThrow()) {
            for (MatchResult answer : answers) {
                String body = Http.get(service.uri(), answer.group(1)).body();
                assertThat(keys(body)).as(answer.group(1)).containsAll(keys(answer.group(2)));
            }
        }
    }

    private static Set<String> keys(String json) {
        return KEY.matcher(json).results().map(key -> key.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the check is a bash script")
    void everyCommandThatItShowsIsRunByACheckOrLeftOutForAReason(@TempDir Path directory) throws Exception {
        Path printed = directory.resolve("printed");
        Process list = new ProcessBuilder("bash", PROJECT.resolve(".ci/readme").toString(), "--list")
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();

        assertThat(list.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(list.exitValue()).as(Files.readString(printed)).isZero();
        assertThat(Files.readString(printed)).contains("./mvnw -q -Pdemo", "./mvnw -DskipTests install");
    }

    @Test
    void itListsEveryExample() throws IOException {
        Set<String> listed = new TreeSet<>();
        Matcher rows = EXAMPLE_ROW.matcher(readme());
        while (rows.find()) {
            listed.add(rows.group(1));
        }
        Path sources = PROJECT.resolve("integration-examples/src/main/java/org/ar1/integration/examples");
        try (var files = Files.list(sources)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .filter(name -> !Set.of("package-info", "DemoServer", "Launcher")
                                    .contains(name)))
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void itsTableOfSettingsHoldsTheDefaults() throws IOException {
        IntegrationConfig defaults = IntegrationConfig.builder().build();
        ServerConfig serverDefaults = ServerConfig.builder().build();
        Matcher rows = SETTING_ROW.matcher(readme());
        Set<String> named = new TreeSet<>();
        while (rows.find()) {
            String variable = rows.group(1);
            named.add(variable);
            Map<String, String> row = Map.of(variable, rows.group(2));
            IntegrationConfig set = IntegrationConfig.fromEnvironment(row);
            assertThat(set).as(variable).hasToString(defaults.toString());
            assertThat(ServerConfig.fromEnvironment(row)).as(variable).hasToString(serverDefaults.toString());
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
