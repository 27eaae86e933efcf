package org.ar1.integration.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.ar1.integration.source.UpstreamService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationConfigTest {

    private static final UpstreamService SERVICE = UpstreamService.PERFORMANCE;

    private static List<String> problems(IntegrationConfigBuilder builder) {
        InvalidConfigException thrown = catchThrowableOfType(InvalidConfigException.class, builder::build);
        assertThat(thrown).isNotNull();
        return thrown.problems();
    }

    @Test
    void whatIsSetIsKept() {
        IntegrationConfig config = IntegrationConfig.builder()
                .url(SERVICE, URI.create("http://labs.example.org/performance//"))
                .header(SERVICE, "Authorization", "Bearer s3cret")
                .connectTimeout(Duration.ofMillis(1))
                .requestTimeout(Duration.ofMillis(2))
                .reportDeadline(Duration.ofMillis(3))
                .maxRetries(4)
                .retryDelay(Duration.ofMillis(5))
                .cacheDuration(Duration.ofMillis(6))
                .build();

        assertThat(config.url(SERVICE)).isEqualTo(URI.create("http://labs.example.org/performance"));
        assertThat(config.headers(SERVICE)).containsExactly(java.util.Map.entry("Authorization", "Bearer s3cret"));
        assertThat(config.headers(UpstreamService.USER_PROGRESS)).isEmpty();
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofMillis(2));
        assertThat(config.reportDeadline()).isEqualTo(Duration.ofMillis(3));
        assertThat(config.maxRetries()).isEqualTo(4);
        assertThat(config.retryDelay()).isEqualTo(Duration.ofMillis(5));
        assertThat(config.cacheDuration()).isEqualTo(Duration.ofMillis(6));
    }

    @Test
    void aBuilderUsedFurtherDoesNotChangeWhatItBuilt() {
        IntegrationConfigBuilder builder = IntegrationConfig.builder().header(SERVICE, "X-One", "1");
        IntegrationConfig config = builder.build();

        builder.header(SERVICE, "X-Two", "2").url(SERVICE, URI.create("http://elsewhere.example.org"));

        assertThat(config.headers(SERVICE)).containsOnlyKeys("X-One");
        assertThat(config.url(SERVICE)).isEqualTo(SERVICE.defaultUrl());
        assertThatThrownBy(() -> config.headers(SERVICE).put("X-Three", "3"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aChangedCopyKeepsTheSettingsOfTheInsights() {
        IntegrationConfig config = IntegrationConfig.builder()
                .insightTarget(0.5)
                .campusZone(ZoneId.of("Europe/Berlin"))
                .peaksZone(ZoneId.of("Asia/Kolkata"))
                .build();

        IntegrationConfig copy = config.toBuilder().maxRetries(1).build();

        assertThat(copy.insightTarget()).isEqualTo(0.5);
        assertThat(copy.campusZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(copy.peaksZone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
    }

    @Test
    void headerNamesHaveNoCase() {
        IntegrationConfig config = IntegrationConfig.builder()
                .header(SERVICE, "X-Key", "old")
                .header(SERVICE, "x-KEY", "new")
                .build();

        assertThat(config.headers(SERVICE)).hasSize(1).containsValue("new");
    }

    @Test
    void toStringShowsEverySettingButNoHeaderValue() {
        IntegrationConfig config = IntegrationConfig.builder()
                .url(SERVICE, URI.create("http://labs.example.org:1234"))
                .header(SERVICE, "Authorization", "Bearer s3cret")
                .requestTimeout(Duration.ofMillis(1500))
                .build();

        assertThat(config.toString())
                .doesNotContain("s3cret")
                .doesNotContain("Bearer")
                .contains(
                        "performance=http://labs.example.org:1234 with headers [Authorization]",
                        "requestTimeout=PT1.5S",
                        "lab-monitoring=http://localhost:3003,",
                        "maxBackoff=PT5M");
    }

    @Test
    void theBuilderListsAllProblemsAtOnce() {
        assertThat(problems(IntegrationConfig.builder()
                        .url(SERVICE, URI.create("ftp://labs.example.org"))
                        .header(SERVICE, "bad name", "x")
                        .connectTimeout(Duration.ZERO)
                        .requestTimeout(Duration.ofSeconds(-1))
                        .reportDeadline(Duration.ofDays(366))
                        .maxRetries(11)
                        .retryDelay(Duration.ofNanos(-1))
                        .cacheDuration(Duration.ofDays(366))))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("PERFORMANCE_SERVICE_URL is \"ftp://labs.example.org\""),
                        p -> assertThat(p).startsWith("CONNECT_TIMEOUT is \"PT0S\""),
                        p -> assertThat(p).startsWith("REQUEST_TIMEOUT is \"PT-1S\""),
                        p -> assertThat(p).startsWith("REPORT_DEADLINE is \"PT8784H\""),
                        p -> assertThat(p).startsWith("MAX_RETRIES is \"11\""),
                        p -> assertThat(p).startsWith("RETRY_DELAY is \"PT-0.000000001S\""),
                        p -> assertThat(p).startsWith("CACHE_DURATION is \"PT8784H\""),
                        p -> assertThat(p).startsWith("the request header of Performance is \"bad name\""));
    }

    @Test
    @SuppressWarnings("NullAway") // callers without it
    void nullIsRefusedAtOnceUnderTheNameOfTheSetting() {
        IntegrationConfigBuilder builder = IntegrationConfig.builder();

        assertThatNullPointerException()
                .isThrownBy(() -> builder.requestTimeout(null))
                .withMessage("requestTimeout");
    }

    @Test
    void problemsCannotBeChanged() {
        List<String> problems = problems(IntegrationConfig.builder().maxRetries(-1));

        assertThatThrownBy(() -> problems.add("more")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void settingsThatCannotBeUsedAreAnIllegalArgument() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> IntegrationConfig.builder().maxRetries(-1).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "bad name", "X:Y", "X\r\nY", "Ü", "(x)", "\u0000"})
    void aHeaderNameIsAToken(String name) {
        assertThat(problems(IntegrationConfig.builder().header(SERVICE, name, "s3cret")))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .contains("named by letters, digits and hyphens")
                        .doesNotContain("s3cret", "\r", "\n", "\u0000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "CONTENT-LENGTH",
                "connection",
                "Expect",
                "Upgrade",
                "Transfer-Encoding",
                "If-None-Match",
                "Accept-Encoding"
            })
    void aHeaderOfTheHttpClientIsReserved(String name) {
        assertThat(problems(IntegrationConfig.builder().header(SERVICE, name, "s3cret")))
                .containsExactly("the request header of Performance is \"" + name
                        + "\", but must be one that the HTTP client does not set itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\r\nX-Evil: 1", "s3cret\u0000", "s3crét", "s3cret\u007f", "s3cret\u2028"})
    void aHeaderValueIsPrintableAscii(String value) {
        assertThat(problems(IntegrationConfig.builder().header(SERVICE, "X-Key", value)))
                .containsExactly("the request header of Performance \"X-Key\" has a value with characters other than"
                        + " printable ASCII");
    }

    @Property
    void theHttpClientTakesEveryHeaderThatPasses(
            @ForAll @CharRange(from = '\u0000', to = '\u00ff') @StringLength(min = 1, max = 3) String name,
            @ForAll @CharRange(from = '\u0000', to = '\u00ff') @StringLength(max = 3) String value) {
        IntegrationConfig config;
        try {
            config = IntegrationConfig.builder().header(SERVICE, name, value).build();
        } catch (InvalidConfigException refused) {
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(SERVICE.defaultUrl());
        config.headers(SERVICE).forEach(request::setHeader);
        assertThat(request.build().headers().map()).hasSize(1);
    }
}
