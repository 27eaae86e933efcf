package org.ar1.integration.source;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value was demanded that its source could not give. */
public final class UpstreamException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** The source. */
    private final transient Sourced<?> source;

    /**
     * For a source that failed.
     *
     * @param source the source, with its error
     */
    public UpstreamException(Sourced<?> source) {
        super(describe(source.error()));
        this.source = source;
    }

    private static String describe(@Nullable SourceError error) {
        return Objects.requireNonNull(error, "error").message();
    }

    /**
     * The source that failed.
     *
     * @return the source, with its error
     */
    public Sourced<?> source() {
        return source;
    }
}
