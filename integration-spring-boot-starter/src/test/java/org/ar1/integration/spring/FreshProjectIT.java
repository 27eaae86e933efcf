package org.ar1.integration.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.SampleCampus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Maven project of its own, with Spring Boot's versions, one dependency of this project and the settings of the README.
 * What it depends on is installed as a version of its own, which is removed afterwards.
 */
class FreshProjectIT {

    private static final Path PROJECT = Path.of("..");
    private static final Path REPOSITORY = Path.of(System.getProperty("repository"));
    private static final String VERSION = System.getProperty("project.version");
    private static final String FRESH = "0-fresh";
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final List<String> MODULES =
            List.of("integration-bom", "integration-core", "integration-jaxrs", "integration-spring-boot-starter");

    @TempDir
    Path directory;

    @BeforeEach
    void install() throws IOException {
        Files.writeString(installed("integration-parent", ".pom"), fresh(PROJECT.resolve("pom.xml")));
        for (String module : MODULES) {
            Path folder = PROJECT.resolve(module);
            Files.writeString(installed(module, ".pom"), fresh(folder.resolve("pom.xml")));
            Path jar = folder.resolve("target").resolve(module + "-" + VERSION + ".jar");
            if (!module.equals("integration-bom")) {
                Files.copy(jar, installed(module, ".jar"));
            }
        }
    }

    private static String fresh(Path pom) throws IOException {
        return Files.readString(pom).replace("<version>" + VERSION + "</version>", "<version>" + FRESH + "</version>");
    }

    private static Path installed(String module, String type) throws IOException {
        return Files.createDirectories(folder(module)).resolve(module + "-" + FRESH + type);
    }

    private static Path folder(String module) {
        return REPOSITORY
                .resolve("org")
                .resolve("ar1")
                .resolve("integration")
                .resolve(module)
                .resolve(FRESH);
    }

    @AfterEach
    void remove() throws IOException {
        List<String> all = new ArrayList<>(MODULES);
        all.add("integration-parent");
        for (String module : all) {
            if (Files.exists(folder(module))) {
                Files.walkFileTree(folder(module), new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
                Path versions = folder(module).getParent();
                if (versions.toFile().list().length == 0) {
                    Files.delete(versions);
                }
            }
        }
    }

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>fresh</groupId>
              <artifactId>fresh</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencyManagement>
                <dependencies>
                  <dependency>
                    <groupId>org.springframework.boot</groupId>
                    <artifactId>spring-boot-dependencies</artifactId>
                    <version>%s</version>
                    <type>pom</type>
                    <scope>import</scope>
                  </dependency>
                </dependencies>
              </dependencyManagement>
              <dependencies>
                <dependency>
                  <groupId>org.springframework.boot</groupId>
                  <artifactId>spring-boot-starter-web</artifactId>
                </dependency>
                <dependency>
                  <groupId>org.springframework.boot</groupId>
                  <artifactId>spring-boot-starter-actuator</artifactId>
                </dependency>
                <dependency>
                  <groupId>org.ar1.integration</groupId>
                  <artifactId>integration-spring-boot-starter</artifactId>
                  <version>%s</version>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <groupId>org.apache.maven.plugins</groupId>
                    <artifactId>maven-resources-plugin</artifactId>
                    <version>3.5.0</version>
                  </plugin>
                  <plugin>
                    <groupId>org.apache.maven.plugins</groupId>
                    <artifactId>maven-compiler-plugin</artifactId>
                    <version>3.15.0</version>
                  </plugin>
                  <plugin>
                    <groupId>org.apache.maven.plugins</groupId>
                    <artifactId>maven-dependency-plugin</artifactId>
                    <version>3.11.0</version>
                    <executions>
                      <execution>
                        <phase>compile</phase>
                        <goals>
                          <goal>build-classpath</goal>
                        </goals>
                        <configuration>
                          <outputFile>classpath.txt</outputFile>
                        </configuration>
                      </execution>
                    </executions>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;

    private static final String MAIN = """
            package fresh;

            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.SpringBootApplication;

            @SpringBootApplication
            public class Fresh {
                public static void main(String[] arguments) {
                    SpringApplication.run(Fresh.class, arguments);
                }
            }
            """;

    private void write(String file, String content) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    /** The settings that the README shows, for the sample services. */
    private static String settings(SampleCampus campus) throws IOException {
        Matcher shown = Pattern.compile("```properties\\n(ar1\\..*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PROJECT.resolve("README.md")));
        assertThat(shown.find()).isTrue();
        String settings = shown.group(1) + "server.port=0\nserver.address=127.0.0.1\n";
        for (var service : UpstreamService.values()) {
            String property = "ar1.integration.url." + service.id() + "=";
            String url = campus.environment().get(service.urlVariable());
            settings = settings.replaceAll("(?m)^" + Pattern.quote(property) + ".*$", property + url);
        }
        return settings;
    }

    @Test
    void answersReportsHealthAndMetricsWithOneDependency() throws Exception {
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start()) {
            write("pom.xml", POM.formatted(System.getProperty("spring-boot.version"), FRESH));
            write("src/main/java/fresh/Fresh.java", MAIN);
            write("src/main/resources/application.properties", settings(campus));

            String maven = System.getProperty("maven.home") + "/bin/mvn";
            Process build = System.getProperty("offline").endsWith("true")
                    ? process("build.log", maven, "-B", "-o", "compile")
                    : process("build.log", maven, "-B", "compile");
            assertThat(build.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(build.exitValue()).as(log("build.log")).isZero();

            String classPath = directory.resolve("target").resolve("classes")
                    + File.pathSeparator
                    + Files.readString(directory.resolve("classpath.txt")).strip();
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process application = process("run.log", java, "-cp", classPath, "fresh.Fresh");
            try {
                String base = "http://127.0.0.1:" + port(application);
                assertThat(get(base + "/integration/lab-utilization")).contains("\"integration_status\":\"success\"");
                assertThat(get(base + "/actuator/health")).contains("lab-monitoring", "\"status\":\"UP\"");
                assertThat(get(base + "/actuator/metrics/integration.upstream.attempts"))
                        .contains("\"COUNT\"");
            } finally {
                application.destroyForcibly().waitFor();
            }
        }
    }

    private Process process(String log, String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile())
                .start();
    }

    private String log(String name) throws IOException {
        return Files.readString(directory.resolve(name), StandardCharsets.UTF_8);
    }

    private String port(Process application) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end && application.isAlive()) {
            Matcher port = PORT.matcher(log("run.log"));
            if (port.find()) {
                return port.group(1);
            }
            application.waitFor(100, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("it does not start:\n" + log("run.log"));
    }

    private static String get(String uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(uri).isEqualTo(200);
        return response.body();
    }
}
