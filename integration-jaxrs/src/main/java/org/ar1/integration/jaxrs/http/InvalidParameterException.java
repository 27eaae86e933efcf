package org.ar1.integration.jaxrs.http;

/** A parameter of a request that cannot be used. */
public final class InvalidParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The parameter's name. */
    private final String parameter;

    /** One sentence for the caller. */
    private final String detail;

    public InvalidParameterException(String parameter, String detail) {
        super(detail);
        this.parameter = parameter;
        this.detail = detail;
    }

    String parameter() {
        return parameter;
    }

    public String detail() {
        return detail;
    }
}
