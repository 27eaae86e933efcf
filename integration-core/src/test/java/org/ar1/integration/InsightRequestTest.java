package org.ar1.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class InsightRequestTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aRequestSaysWhatItWasMadeOf() {
        InsightRequest request = InsightRequest.in(BERLIN).traced(TRACE).refreshed();

        assertThat(request.zone()).isEqualTo(BERLIN);
        assertThat(request.isRefreshed()).isTrue();
        assertThat(request.traceparent()).isEqualTo(TRACE);
        assertThat(request)
                .isEqualTo(InsightRequest.in(BERLIN).refreshed().traced(TRACE))
                .hasSameHashCodeAs(InsightRequest.in(BERLIN).refreshed().traced(TRACE))
                .isNotEqualTo(InsightRequest.in(BERLIN).traced(TRACE))
                .isNotEqualTo(InsightRequest.in(BERLIN).refreshed())
                .isNotEqualTo(InsightRequest.standard().refreshed().traced(TRACE))
                .hasToString("InsightRequest[Europe/Berlin, refreshed]");
    }

    @Test
    void theStandardRequestIsInTheZoneOfTheCampus() {
        InsightRequest request = InsightRequest.standard();

        assertThat(request.zone()).isNull();
        assertThat(request.isRefreshed()).isFalse();
        assertThat(request.traceparent()).isNull();
        assertThat(request.traced(null)).isEqualTo(request);
        assertThat(request).hasToString("InsightRequest[zone of the campus]");
    }

    @Test
    void whatCannotWorkIsRefusedAtOnce() {
        assertThatNullPointerException()
                .isThrownBy(() -> InsightRequest.in(null))
                .withMessage("zone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InsightRequest.standard().traced("a\r\nb"));
    }
}
