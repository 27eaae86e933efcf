package org.ar1.integration.jaxrs;

/** A parameter of a request that cannot be used. */
final class InvalidParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The parameter's name. */
    private final String parameter;

    /** One sentence for the caller. */
    private final String detail;

    InvalidParameterException(String parameter, String detail) {
        super(detail);
        this.parameter = parameter;
        this.detail = detail;
    }

    String parameter() {
        return parameter;
    }

    String detail() {
        return detail;
    }
}
