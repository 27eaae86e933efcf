package org.ar1.integration.contract;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Outcome;
import org.ar1.integration.spi.LabTypeResolver;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.ar1.integration.contract.Endpoint.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue comes in pages of a hundred. */
class CataloguePagingTest {

    private static final String SECOND = "/labs/?skip=100&limit=100";
    private static final String THIRD = "/labs/?skip=200&limit=100";

    @RegisterExtension
    static final FakeServices SERVICES = new FakeServices();

    private static final AtomicReference<LabCatalogue> SEEN = new AtomicReference<>(LabCatalogue.empty());

    private static IntegrationClient client;

    @BeforeAll
    static void connect() {
        client = SERVICES.client(SERVICES.builder().labTypeResolver((name, catalogue) -> {
            SEEN.set(catalogue);
            return LabTypeResolver.standard().resolve(name, catalogue);
        }));
    }

    @BeforeEach
    void trendsAndALab() {
        SEEN.set(LabCatalogue.empty());
        Endpoint popular = Endpoint.of("popular");
        SERVICES.json(popular.service(), popular.url(), popular.sample());
        // With trends a report needs the catalogue once only.
        Endpoint trends = Endpoint.of("trends");
        SERVICES.json(trends.service(), trends.url(), "{\"time_period_days\":30,\"total_events\":0,\"lab_usage\":{}}");
    }

    private static void page(String url, int from, int to) {
        SERVICES.json(USER_PROGRESS, url, entries(from, to));
    }

    /** The entries with these numbers, the last one excluded. */
    private static String entries(int from, int to) {
        ArrayNode page = Recording.JSON.createArrayNode();
        for (int i = from; i < to; i++) {
            page.addObject().put("id", "id-" + i).put("name", "Lab " + i).put("lab_type", "type-" + i);
        }
        return page.toString();
    }

    private static Answer read() {
        return Endpoint.of("catalogue").read().apply(client);
    }

    private static void assertLabs(int count) {
        assertThat(read().outcome()).isEqualTo(Outcome.LIVE);
        assertThat(SEEN.get().labs())
                .extracting(CatalogueLab::labType)
                .containsExactlyElementsOf(
                        IntStream.range(0, count).mapToObj(i -> "type-" + i).toList());
    }

    @Test
    void anEmptyPageIsTheEnd() {
        page(FakeServices.CATALOGUE, 0, 0);
        assertLabs(0);
        assertThat(SERVICES.asked(USER_PROGRESS)).containsExactly(FakeServices.CATALOGUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100})
    void aPageFullOrNotIsFollowedByAnother(int count) {
        String next = "/labs/?skip=" + count + "&limit=100";
        page(FakeServices.CATALOGUE, 0, count);
        page(next, 0, 0);
        assertLabs(count);
        assertThat(SERVICES.asked(USER_PROGRESS)).containsExactly(FakeServices.CATALOGUE, next);
    }

    @Test
    void aServiceThatGivesFewerThanAskedIsReadToTheEnd() {
        page(FakeServices.CATALOGUE, 0, 40);
        page("/labs/?skip=40&limit=100", 40, 80);
        page("/labs/?skip=80&limit=100", 80, 97);
        page("/labs/?skip=97&limit=100", 0, 0);
        assertLabs(97);
    }

    @Test
    void aHundredAndOneLabsAreTwoPagesAndAnEmptyOne() {
        page(FakeServices.CATALOGUE, 0, 100);
        page(SECOND, 100, 101);
        page("/labs/?skip=101&limit=100", 0, 0);
        assertLabs(101);
        assertThat(SERVICES.asked(USER_PROGRESS)).hasSize(3);
    }

    @Test
    void aServiceThatGivesAnEntryAPageWithoutEndIsTooLarge() {
        SERVICES.of(USER_PROGRESS)
                .stubFor(get(urlPathEqualTo("/labs/"))
                        .willReturn(aResponse()
                                .withTransformers("response-template")
                                .withBody("[{\"id\":\"{{request.query.skip}}\",\"name\":\"A\",\"lab_type\":\"a\"}]")));
        Answer answer = read();
        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.error()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(SERVICES.asked(USER_PROGRESS)).hasSize(1_000);
    }

    @Test
    void anEntryThatMovesToALaterPageWhileReadingCountsOnce() {
        page(FakeServices.CATALOGUE, 0, 100);
        page(SECOND, 99, 101);
        assertLabs(101);
    }

    @Test
    void aFullPageThatMovedByManyEntriesIsFollowedByAnother() {
        page(FakeServices.CATALOGUE, 0, 100);
        page(SECOND, 1, 101);
        page(THIRD, 101, 102);
        assertLabs(102);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 100, 101, 250})
    void aServiceThatKnowsNoPagesIsAskedTwice(int count) {
        SERVICES.of(USER_PROGRESS)
                .stubFor(get(urlPathEqualTo("/labs/")).willReturn(aResponse().withBody(entries(0, count))));
        assertLabs(count);
        assertThat(SERVICES.asked(USER_PROGRESS)).hasSize(2);
    }

    @Test
    void aLaterPageThatFailsFailsTheCatalogue() {
        page(FakeServices.CATALOGUE, 0, 100);
        SERVICES.answer(USER_PROGRESS, SECOND, aResponse().withStatus(500));
        Answer answer = read();
        assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(answer.error()).isEqualTo(ErrorCode.HTTP_STATUS);
        assertThat(SEEN.get().labs()).isEmpty();
    }

    @Test
    void aLaterPageThatIsWrongFailsTheCatalogue() {
        page(FakeServices.CATALOGUE, 0, 100);
        SERVICES.json(USER_PROGRESS, SECOND, "{\"detail\":\"x\"}");
        assertThat(read()).matches(Answer::isDecodeFailure);
    }

    @Test
    void entriesOfOneNameAndTypeAreAllKept() {
        SERVICES.json(
                USER_PROGRESS,
                FakeServices.CATALOGUE,
                "[{\"id\":\"1\",\"name\":\"A\",\"lab_type\":\"a\"},{\"id\":\"2\",\"name\":\"A\",\"lab_type\":\"a\"}]");
        assertThat(read().outcome()).isEqualTo(Outcome.LIVE);
        assertThat(SEEN.get().labs()).extracting(CatalogueLab::id).isEqualTo(List.of("1", "2"));
    }
}
