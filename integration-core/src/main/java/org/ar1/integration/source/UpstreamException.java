package org.ar1.integration.source;

/** A value was demanded that its source could not give. */
public final class UpstreamException extends IntegrationException {

    private static final long serialVersionUID = 1L;

    /** The source. */
    private final Sourced.Failure<?> source;

    /**
     * For a source that failed.
     *
     * @param source the source, with its error
     */
    public UpstreamException(Sourced.Failure<?> source) {
        super(describe(source));
        this.source = source;
    }

    private static String describe(Sourced.Failure<?> source) {
        SourceError error = source.error();
        return error != null
                ? error.message()
                : source.service().displayName() + " (" + source.resource() + ") was not asked";
    }

    /**
     * The source that failed.
     *
     * @return the source, with its error
     */
    public Sourced.Failure<?> source() {
        return source;
    }
}
