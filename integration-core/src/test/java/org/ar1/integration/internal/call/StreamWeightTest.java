package org.ar1.integration.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.testkit.SampleCampus;
import org.ar1.integration.testkit.SampleService;
import org.junit.jupiter.api.Test;

/** The history may be longer than all that the cache keeps; its summary is not. */
class StreamWeightTest {

    private static final String BODY = "x".repeat(1 << 20);

    private static long read(InputStream body) throws IOException {
        return body.readAllBytes().length;
    }

    @Test
    void aStreamWeighsWhatIsKeptOfItAndAnyOtherBodyItsLength() {
        Endpoint<Long> bounded = Endpoint.of(UpstreamService.PERFORMANCE, "long", "/long", StreamWeightTest::read);
        try (SampleCampus campus = SampleCampus.builder().historyDays(1).start();
                HttpRuntime runtime = new HttpRuntime(null, null, null, Duration.ofMinutes(1))) {
            campus.answer(SampleService.PERFORMANCE, "/long", 200, "application/json", BODY);
            try (HttpChannel channel = new HttpChannel(
                    runtime.transport(),
                    campus.url(SampleService.PERFORMANCE),
                    Map::of,
                    Duration.ofMinutes(1),
                    runtime.readers(),
                    runtime.delay(),
                    InstantSource.system(),
                    new ServiceActivity(),
                    Events.none())) {
                CallContext context = new CallContext(Deadline.in(Duration.ofMinutes(1)));

                assertThat(channel.call(bounded, context).join().bytes()).isEqualTo(1L << 20);
                assertThat(channel.call(bounded.streamed(), context).join().bytes())
                        .isEqualTo(64L << 10);
                assertThat(context.attempts()).isEqualTo(2);
            }
        }
    }
}
