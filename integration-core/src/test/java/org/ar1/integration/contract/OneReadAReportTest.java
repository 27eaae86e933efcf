package org.ar1.integration.contract;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.source.UpstreamService;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A report asks for each thing once, even where no cache keeps it, and also when it fails. */
class OneReadAReportTest {

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    private static IntegrationClient client;

    @BeforeAll
    static void connect() {
        client = SERVICES.client();
    }

    @BeforeEach
    void replay() {
        SERVICES.replayEverything();
    }

    static Stream<Endpoint> endpoints() {
        return Endpoint.all();
    }

    private static List<String> asked() {
        List<String> asked = new ArrayList<>();
        for (UpstreamService service : UpstreamService.values()) {
            SERVICES.asked(service).forEach(url -> asked.add(service.id() + " " + url));
        }
        return asked;
    }

    @Test
    void ofLabUtilization() {
        client.labUtilization().report();
        assertThat(asked()).doesNotHaveDuplicates();
    }

    @Test
    void ofServerAllocation() {
        client.serverAllocation().report();
        assertThat(askedApartFromTheCatalogue()).doesNotHaveDuplicates();
    }

    /** This client keeps nothing, so that each denial of a lab type is held against a catalogue read for it. */
    private static List<String> askedApartFromTheCatalogue() {
        return asked().stream()
                .filter(call -> !call.startsWith(UpstreamService.USER_PROGRESS.id()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void ofLabUtilizationWhenSomethingFails(Endpoint endpoint) {
        SERVICES.answer(endpoint.service(), endpoint.url(), aResponse().withStatus(400));
        client.labUtilization().report();
        assertThat(asked()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void ofServerAllocationWhenSomethingFails(Endpoint endpoint) {
        SERVICES.answer(endpoint.service(), endpoint.url(), aResponse().withStatus(400));
        client.serverAllocation().report();
        assertThat(askedApartFromTheCatalogue()).doesNotHaveDuplicates();
    }
}
