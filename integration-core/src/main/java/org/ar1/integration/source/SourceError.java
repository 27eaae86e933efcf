package org.ar1.integration.source;

import java.io.Serializable;
import java.util.Objects;

/**
 * Why a source could not be read, in this library's own words: never an upstream's text, an address or a class name.
 *
 * @param code the kind of failure
 * @param message one sentence for a person
 */
public record SourceError(ErrorCode code, String message) implements Serializable {
    public SourceError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }
}
