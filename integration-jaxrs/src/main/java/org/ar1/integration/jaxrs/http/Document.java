package org.ar1.integration.jaxrs.http;

import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.ar1.integration.report.IntegrationStatus;
import org.ar1.integration.source.SourceStatus;
import org.jspecify.annotations.Nullable;

/**
 * A document in the form in which it is answered: its bytes and everything that follows from them, each made once.
 * Immutable, so that it can be kept and answered again.
 */
public final class Document {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final MediaType type;
    private final boolean failed;
    private final @Nullable Duration retryAfter;
    private final @Nullable Instant built;
    /** By the clock of the answers, which need not be that of the report. */
    private final Instant made = Instant.now();

    private final @Nullable Instant oldest;
    private final Map<CacheStatus.Refresh, String> cacheStatus = new EnumMap<>(CacheStatus.Refresh.class);
    private final byte[] bytes;
    private final String entityTag;

    /** Made on first use. Several threads may make it at once, with the same result. */
    private volatile byte @Nullable [] gzip;

    private Document(
            MediaType type,
            @Nullable Instant built,
            boolean failed,
            @Nullable Duration retryAfter,
            List<SourceStatus> sources,
            byte[] bytes,
            String entityTag) {
        this.type = type;
        this.built = built;
        this.failed = failed;
        this.retryAfter = retryAfter;
        this.oldest = sources.stream()
                .map(SourceStatus::fetchedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (!sources.isEmpty()) {
            for (CacheStatus.Refresh refresh : CacheStatus.Refresh.values()) {
                cacheStatus.put(refresh, CacheStatus.of(sources, refresh));
            }
        }
        this.bytes = bytes.clone();
        this.entityTag = entityTag;
    }

    /** The length in bytes, not compressed. */
    public int size() {
        return bytes.length;
    }

    /**
     * A report. Its entity tag is that of its data: see {@link EntityTags#ofReport}; the table has nothing but data.
     *
     * @param built when the report was built
     * @param retryAfter when asking again makes sense, of a report that failed; else null
     * @param sources what it was made from
     */
    public static Document ofReport(
            Representation form,
            Instant built,
            IntegrationStatus status,
            @Nullable Duration retryAfter,
            List<SourceStatus> sources,
            byte[] bytes) {
        String entityTag = form == Representation.JSON ? EntityTags.ofReport(bytes) : EntityTags.weak(bytes);
        return new Document(
                form.type(), built, status == IntegrationStatus.FAILED, retryAfter, sources, bytes, entityTag);
    }

    /** What no source is needed for. */
    public static Document of(MediaType type, byte[] bytes) {
        return new Document(type, null, false, null, List.of(), bytes, EntityTags.weak(bytes));
    }

    public MediaType type() {
        return type;
    }

    /** The value of {@code Content-Type}, also without a JAX-RS implementation, which {@link #type()} needs for it. */
    public String contentType() {
        StringBuilder text = new StringBuilder(type.getType() + "/" + type.getSubtype());
        type.getParameters()
                .forEach((name, value) ->
                        text.append(';').append(name).append('=').append(value));
        return text.toString();
    }

    /** When the report was built; null of what is none. */
    @Nullable
    public Instant built() {
        return built;
    }

    /** Whether every source that has a value was fetched since then, and one has. */
    public boolean isFetchedSince(Instant time) {
        return oldest != null && !oldest.isBefore(time);
    }

    /** Whether it is the report of a failure, which has no version that a caller could keep. */
    boolean failed() {
        return failed;
    }

    /** When asking again makes sense, from now on, of a report that failed; a second at least. */
    Duration retryAfter(Instant now) {
        Duration whole = Objects.requireNonNullElse(retryAfter, SHORTEST_WAIT);
        Duration passed = Duration.between(made, now);
        Duration left = passed.isNegative() ? whole : whole.minus(passed);
        return left.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : left;
    }

    /** The content; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    String entityTag() {
        return entityTag;
    }

    /** The compressed content; not to be changed. */
    public byte[] gzip() {
        byte[] made = gzip;
        if (made == null) {
            made = Gzip.compress(bytes);
            gzip = made;
        }
        return made;
    }

    /** The age of the oldest source in whole seconds, at least 0; empty when no source has a value. */
    OptionalLong age(Instant now) {
        return oldest == null
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, Duration.between(oldest, now).toSeconds()));
    }

    /** The value of {@code Cache-Status}; null of what no source is needed for. */
    @Nullable
    String cacheStatus(CacheStatus.Refresh refresh) {
        return cacheStatus.get(refresh);
    }
}
