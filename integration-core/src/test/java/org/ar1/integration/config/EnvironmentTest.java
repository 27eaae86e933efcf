package org.ar1.integration.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    private static IntegrationConfig read(String variable, String value) {
        return IntegrationConfig.fromEnvironment(Map.of(variable, value));
    }

    private static List<String> problems(Map<String, String> environment) {
        InvalidConfigException thrown = catchThrowableOfType(
                InvalidConfigException.class, () -> IntegrationConfig.fromEnvironment(environment));
        assertThat(thrown).as("refusal of %s", environment.keySet()).isNotNull();
        assertThat(thrown).hasMessage(String.join("; ", thrown.problems()));
        return thrown.problems();
    }

    private static String problem(String variable, String value) {
        List<String> problems = problems(Map.of(variable, value));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void anEmptyEnvironmentGivesTheDefaults() {
        IntegrationConfig config = IntegrationConfig.fromEnvironment(Map.of());

        assertThat(config.url(UpstreamService.LAB_MONITORING)).isEqualTo(URI.create("http://localhost:3003"));
        assertThat(config.url(UpstreamService.PERFORMANCE)).isEqualTo(URI.create("http://localhost:3004"));
        assertThat(config.url(UpstreamService.RESOURCE_ALLOCATION)).isEqualTo(URI.create("http://localhost:3005"));
        assertThat(config.url(UpstreamService.USER_PROGRESS)).isEqualTo(URI.create("http://localhost:8004"));
        assertThat(config.url(UpstreamService.PERFORMANCE_REPORTING)).isEqualTo(URI.create("http://localhost:8005"));
        assertThat(config.url(UpstreamService.USAGE_ANALYTICS)).isEqualTo(URI.create("http://localhost:8006"));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.reportDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.maxRetries()).isEqualTo(2);
        assertThat(config.retryDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.cacheDuration()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void blankIsUnset() {
        Map<String, String> blank = new HashMap<>();
        for (UpstreamService service : UpstreamService.values()) {
            blank.put(service.urlVariable(), "");
        }
        for (String variable :
                List.of("REQUEST_TIMEOUT", "REPORT_DEADLINE", "MAX_RETRIES", "RETRY_DELAY", "CACHE_DURATION")) {
            blank.put(variable, " \t");
        }

        assertThat(IntegrationConfig.fromEnvironment(blank))
                .hasToString(IntegrationConfig.builder().build().toString());
    }

    @Test
    void otherVariablesDoNotMatter() {
        assertThat(read("PATH", "/bin"))
                .hasToString(IntegrationConfig.builder().build().toString());
    }

    @ParameterizedTest
    @EnumSource(UpstreamService.class)
    void eachServiceHasItsUrl(UpstreamService service) {
        IntegrationConfig config = read(service.urlVariable(), " https://labs.example.org:8443/base/ ");

        assertThat(config.url(service)).isEqualTo(URI.create("https://labs.example.org:8443/base"));
        for (UpstreamService other : UpstreamService.values()) {
            if (other != service) {
                assertThat(config.url(other)).isEqualTo(other.defaultUrl());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5, PT5S",
        "0.5, PT0.5S",
        "0.000000001, PT0.000000001S",
        "90, PT1M30S",
        "PT5M, PT5M",
        "pt0.25s, PT0.25S",
        "P1D, PT24H",
        "' 7 ', PT7S",
        "31536000, P365D"
    })
    void timesAreSecondsOrIso8601(String written, Duration meant) {
        assertThat(read("REQUEST_TIMEOUT", written).requestTimeout()).isEqualTo(meant);
        assertThat(read("REPORT_DEADLINE", written).reportDeadline()).isEqualTo(meant);
        assertThat(read("RETRY_DELAY", written).retryDelay()).isEqualTo(meant);
        assertThat(read("CACHE_DURATION", written).cacheDuration()).isEqualTo(meant);
    }

    @Test
    void noDelayAndNoCacheAreAllowed() {
        assertThat(read("RETRY_DELAY", "0").retryDelay()).isZero();
        assertThat(read("CACHE_DURATION", "PT0S").cacheDuration()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "PT0S", "-PT1S", "PT8761H", "31536000.1", "999999999"})
    void aTimeoutOutOfRangeIsRefused(String value) {
        assertThat(problem("REQUEST_TIMEOUT", value))
                .startsWith("REQUEST_TIMEOUT is \"")
                .endsWith("\", but must be longer than 0 and at most PT8760H");
        assertThat(problem("REPORT_DEADLINE", value)).startsWith("REPORT_DEADLINE is ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "five",
                "5s",
                "5,5",
                ".5",
                "5.",
                "1e3",
                "+5",
                "0x5",
                "PT",
                "NaN",
                "Infinity",
                "٣",
                "5 5",
                "9999999999999999999999",
                "PT99999999999999999999S",
                "0.0000000001"
            })
    void whatIsNoTimeIsRefused(String value) {
        assertThat(problem("CACHE_DURATION", value))
                .isEqualTo("CACHE_DURATION is \"" + value
                        + "\", but must be seconds such as 5 or 0.5, or an ISO-8601 duration such as PT5M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "11", "2.5", "two", "0x1", "99999999999", "+1", "٣", "1 0"})
    void retriesAreFromZeroToTen(String value) {
        assertThat(read("MAX_RETRIES", "0").maxRetries()).isZero();
        assertThat(read("MAX_RETRIES", "10").maxRetries()).isEqualTo(10);
        assertThat(problem("MAX_RETRIES", value))
                .isEqualTo("MAX_RETRIES is \"" + value + "\", but must be a whole number from 0 to 10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.29", "0.81", "65", "65 %", "0,65", "1e-1", "NaN", "-0.5", "."})
    void theTargetIsFromThreeToEightTenths(String value) {
        assertThat(read("INSIGHT_TARGET", "0.3").insightTarget()).isEqualTo(0.3);
        assertThat(read("INSIGHT_TARGET", " .8 ").insightTarget()).isEqualTo(0.8);
        assertThat(problem("INSIGHT_TARGET", value))
                .endsWith("\", but must be a fraction from 0.3 to 0.8, such as 0.65");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Atlantis", "CET+", "berlin", "+25:00", "Europe/Berlin;UTC"})
    void zonesAreThoseThatJavaKnows(String value) {
        assertThat(read("CAMPUS_ZONE", " Asia/Kathmandu ").campusZone()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
        assertThat(read("PEAKS_ZONE", "+05:30").peaksZone()).isEqualTo(ZoneId.of("+05:30"));
        assertThat(problem("CAMPUS_ZONE", value))
                .isEqualTo("CAMPUS_ZONE is \"" + value
                        + "\", but must be a time zone such as Europe/Berlin, UTC or +05:30");
        assertThat(problem("PEAKS_ZONE", value)).startsWith("PEAKS_ZONE is ");
    }

    @Test
    void withoutZonesTheCampusIsInUtcAndThePeaksAreNowhere() {
        IntegrationConfig config = IntegrationConfig.fromEnvironment(Map.of());

        assertThat(config.campusZone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(config.peaksZone()).isNull();
        assertThat(config.insightTarget()).isEqualTo(0.65);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:3003",
                "ftp://localhost",
                "//localhost",
                "http://",
                "http:///labs",
                "/labs",
                "http:",
                "http://local host",
                "not a url",
                "file:///etc/passwd"
            })
    void whatIsNoHttpUrlIsRefused(String url) {
        assertThat(problem("PERFORMANCE_SERVICE_URL", url))
                .isEqualTo("PERFORMANCE_SERVICE_URL is \"" + url
                        + "\", but must be an http or https URL with a host, such as http://localhost:3003");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:0",
                "http://localhost:65536",
                "http://host:99999",
                "http://host:99999999999",
                "http://my_host:99999"
            })
    void aPortThatNobodyListensOnIsRefused(String url) {
        assertThat(problem("USER_PROGRESS_URL", url))
                .isEqualTo("USER_PROGRESS_URL is \"" + url + "\", but must be a URL with a port from 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://my_host:3003", "https://lab_monitoring", "http://a_b.example.org/labs"})
    void anUnderscoreInAHostIsNamedAsTheReason(String url) {
        assertThat(problem("LAB_MONITORING_URL", url))
                .startsWith("LAB_MONITORING_URL is \"" + url + "\", but must be a URL whose host has no underscore (_)")
                .contains("hyphen");
    }

    @Test
    void aRuleOfSeveralSettingsIsToldWithTheRest() {
        assertThat(problems(Map.of("REFRESH_AHEAD", "true", "CACHE_DURATION", "0", "MAX_RETRIES", "many")))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("REFRESH_AHEAD "))
                .anyMatch(line -> line.startsWith("MAX_RETRIES "));
    }

    @Test
    void aUrlMayLeaveItsPortOut() {
        assertThat(read("USER_PROGRESS_URL", "http://labs.example.org").url(UpstreamService.USER_PROGRESS))
                .isEqualTo(URI.create("http://labs.example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/?token=s3cret",
                "http://localhost/#s3cret",
                "ftp://localhost/?s3cret",
                "http://localhost/?s3cret token"
            })
    void aQueryIsRefusedAndNotShown(String url) {
        assertThat(problem("USAGE_ANALYTICS_URL", url))
                .startsWith("USAGE_ANALYTICS_URL is \"")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:s3cret@localhost:3003",
                "https://s3cret@localhost",
                "http://user:s3cret@my_host:3003",
                "ftp://user:s3cret@localhost",
                "//user:s3cret@localhost",
                "http://user:s3cret%@localhost",
                "http://user:s3cret @localhost",
                "http:user:s3cret@localhost",
                "user:s3cret@localhost:3003",
                "http:/user:s3cret@localhost:3003",
                "http:///user:s3cret@localhost:3003"
            })
    void aPasswordIsRefusedAndNeverShown(String url) {
        assertThat(problem("LAB_MONITORING_URL", url))
                .startsWith("LAB_MONITORING_URL ")
                .doesNotContain("s3cret");
    }

    @Test
    void allProblemsAreListedAtOnce() {
        Map<String, String> environment = new HashMap<>();
        for (UpstreamService service : UpstreamService.values()) {
            environment.put(service.urlVariable(), "nowhere");
        }
        environment.put("REQUEST_TIMEOUT", "soon");
        environment.put("REPORT_DEADLINE", "-PT1S");
        environment.put("MAX_RETRIES", "many");
        environment.put("RETRY_DELAY", "-PT2S");
        environment.put("CACHE_DURATION", "ever");

        List<String> problems = problems(environment);

        assertThat(problems).hasSize(environment.size());
        environment.forEach((variable, value) -> assertThat(problems)
                .as(variable)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith(variable + " is \"" + value.replace("-PT", "PT-") + "\", but must be ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\n", "\r", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u202e", "\u200f"})
    void controlCharactersAreNotEchoed(String control) {
        for (String variable : List.of("LAB_MONITORING_URL", "MAX_RETRIES", "CACHE_DURATION")) {
            assertThat(problem(variable, "a" + control + "b"))
                    .contains("\"a?b\"")
                    .doesNotContain(control);
        }
    }

    @Test
    void aLongValueIsCutOff() {
        assertThat(problem("MAX_RETRIES", "9".repeat(100_000))).hasSizeLessThan(400);
    }
}
