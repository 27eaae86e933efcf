package org.ar1.integration.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.ar1.integration.internal.call.Reply.Absence;
import org.ar1.integration.internal.event.Events;
import org.ar1.integration.internal.source.ManualDelay;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HttpTransport;
import org.ar1.integration.spi.HttpTransport.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that come as gzip, asked for or not. */
class ContentCodingsTest {

    private static final int LIMIT = 32 << 20;

    private static final Endpoint<String> ENDPOINT = Endpoint.of(
                    UpstreamService.USAGE_ANALYTICS, "usage/lab", "/a", body -> new String(body.readAllBytes(), UTF_8))
            .orAbsent();

    private static CompletableFuture<Reply<String>> answered(int status, String coding, InputStream body) {
        HttpTransport transport = (uri, headers) -> CompletableFuture.completedFuture(
                new Response(status, Map.of("content-encoding", List.of(coding)), body));
        try (HttpChannel channel = new HttpChannel(
                transport,
                URI.create("http://127.0.0.1:1"),
                Map::of,
                Duration.ofHours(1),
                Runnable::run,
                new ManualDelay(),
                InstantSource.system(),
                new ServiceActivity(),
                Events.none())) {
            return channel.call(ENDPOINT, new CallContext(Deadline.in(Duration.ofHours(1))));
        }
    }

    private static CompletableFuture<Reply<String>> answered(byte[] body) {
        return answered(200, "gzip", new ByteArrayInputStream(body));
    }

    private static CallFailure failure(CompletableFuture<?> call) {
        assertThat(call).isCompletedExceptionally();
        return CallFailure.of(call.handle((reply, thrown) -> thrown).join());
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(String content) {
        return gzip(content.getBytes(UTF_8));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /** One byte at a time, as a slow network gives them. */
    private static InputStream slow(byte[] body) {
        return new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZip", "x-gzip", " gzip ", "identity, gzip", ", gzip"})
    void aBodyIsInflated(String coding) {
        byte[] body = gzip("{\"a\":1}");
        assertThat(answered(200, coding, new ByteArrayInputStream(body)).join().value())
                .isEqualTo("{\"a\":1}");
        assertThat(answered(200, coding, slow(body)).join().value()).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "", "gzip"})
    void aBodyThatIsInflatedAlreadyIsTakenAsItIs(String coding) {
        assertThat(answered(200, coding, new ByteArrayInputStream("[1]".getBytes(UTF_8)))
                        .join()
                        .value())
                .isEqualTo("[1]");
        assertThat(answered(200, coding, InputStream.nullInputStream()).join().value())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "br, gzip"})
    void anotherCodingIsSaid(String coding) {
        CallFailure failure = failure(answered(200, coding, new ByteArrayInputStream(gzip("[]"))));
        assertThat(failure.error().code()).isEqualTo(ErrorCode.DECODE);
        assertThat(failure.error().message()).contains("content coding");
    }

    @Test
    void largeContentOfAnyKindIsInflated() {
        byte[] content = new byte[1 << 20];
        new Random(1).nextBytes(content);
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (' ' + (content[i] & 0x3f));
        }
        String text = new String(content, UTF_8);
        assertThat(answered(gzip(content)).join().value()).isEqualTo(text);
        assertThat(answered(joined(gzip(content), gzip(content))).join().value())
                .isEqualTo(text + text);
    }

    @Test
    void aBodyMayHaveManyMembersSomeOfThemEmpty() {
        byte[] empty = gzip("");
        byte[] many = joined(Collections.nCopies(100_000, empty).toArray(byte[][]::new));
        assertThat(answered(joined(gzip("[1,"), many, gzip("2]"), empty)).join().value())
                .isEqualTo("[1,2]");
    }

    @Test
    void aHeadMayHaveEveryField() {
        byte[] plain = gzip("[]");
        byte[] head = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3, 2, 0, 9, 9, 'n', 0, 'c', 'c', 0, 5, 5};
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);
        assertThat(answered(joined(head, rest)).join().value()).isEqualTo("[]");
    }

    @Test
    void theLimitCountsWhatIsInflated() {
        byte[] zeros = gzip(new byte[1 << 20]);
        byte[] bomb = joined(Collections.nCopies(32, zeros).toArray(byte[][]::new));
        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(answered(bomb).join().bytes()).isEqualTo(LIMIT);
        assertThat(failure(answered(joined(bomb, gzip("0")))).error().code()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void whatInflatesToNothingHasALimitToo() {
        byte[] empty = gzip("");
        InputStream endless = new InputStream() {
            private int at;

            @Override
            public int read() {
                return empty[at++ % empty.length] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    buffer[offset + i] = (byte) read();
                }
                at %= empty.length;
                return length;
            }
        };
        assertThat(failure(answered(200, "gzip", endless)).error().code()).isEqualTo(ErrorCode.TOO_LARGE);

        byte[] head = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 3};
        InputStream endlessName = new SequenceInputStream(new ByteArrayInputStream(head), new InputStream() {
            @Override
            public int read() {
                return 'n';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, (byte) 'n');
                return length;
            }
        });
        assertThat(failure(answered(200, "gzip", endlessName)).error().code()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void aBodyThatEndsWithinGzipIsCutOff() {
        byte[] whole = gzip("{\"a\":1}");
        for (int length = 2; length < whole.length; length++) {
            CallFailure failure = failure(answered(Arrays.copyOf(whole, length)));
            assertThat(failure.error().code()).as("%d bytes", length).isEqualTo(ErrorCode.DECODE);
            assertThat(failure.retryable()).as("%d bytes", length).isTrue();
        }
    }

    @Test
    void aBodyThatIsNoGzipBehindItsBeginningIsMalformed() {
        byte[] whole = gzip("{\"a\":1}");
        for (int at : new int[] {2, 3, 11, whole.length - 8, whole.length - 1}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0xe0;
            assertThat(failure(answered(damaged)).error().code())
                    .as("byte %d", at)
                    .isEqualTo(ErrorCode.DECODE);
        }
        assertThat(failure(answered(joined(whole, "and more".getBytes(UTF_8))))
                        .error()
                        .code())
                .isEqualTo(ErrorCode.DECODE);
    }

    @Test
    void theTextOfA404IsInflated() {
        byte[] text = gzip("{\"detail\":\"Lab type not found\"}");
        assertThat(answered(404, "gzip", new ByteArrayInputStream(text)).join().absence())
                .isEqualTo(Absence.UNKNOWN_LAB_TYPE);
    }

    @Test
    void anErrorIsAnErrorWhateverItsCoding() {
        assertThat(failure(answered(503, "br", InputStream.nullInputStream()))
                        .error()
                        .code())
                .isEqualTo(ErrorCode.HTTP_STATUS);
    }
}
