package org.ar1.integration.internal.service;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.ar1.integration.internal.call.Decoder;

/** Any bytes as the body of any answer: a value, or an {@link IOException}. */
public final class DecodersFuzz {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final int WEEKS = 8;
    private static final List<Decoder<?>> DECODERS = List.of(
            InfrastructureJson.POPULAR,
            InfrastructureJson.UTILIZATION,
            InfrastructureJson.SERVERS,
            InfrastructureJson.ALLOCATIONS,
            InfrastructureJson.LABS,
            InfrastructureJson.statistics(CLOCK, new HistoryBudget(WEEKS, 1 << 20)),
            ApplicationJson.CATALOGUE_PAGE,
            ApplicationJson.TRENDS,
            ApplicationJson.LAB_USAGE,
            ApplicationJson.LAB_PERFORMANCE,
            ApplicationJson.USER_PERFORMANCE,
            PeaksJson.decoder(CLOCK, WEEKS));

    private DecodersFuzz() {}

    /** Decodes one body; the last byte of the input chooses the decoder. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        Decoder<?> decoder = DECODERS.get(data.consumeInt(0, DECODERS.size() - 1));
        try {
            Object value = decoder.decode(new ByteArrayInputStream(data.consumeRemainingAsBytes()));
            if (String.valueOf(value).isEmpty()) {
                throw new IllegalStateException("a value without a text");
            }
        } catch (IOException refused) {
            // Refused in the way that callers expect.
        }
    }
}
