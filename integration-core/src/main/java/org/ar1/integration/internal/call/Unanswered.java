package org.ar1.integration.internal.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.ar1.integration.source.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Says in words of ours why a request got no answer; the words of exceptions may name addresses and what was sent. */
public final class Unanswered {

    /** No chain of causes is that long unless it is a ring. */
    private static final int MOST_CAUSES = 20;

    private Unanswered() {}

    /**
     * The failure of a call whose request failed so. Without an {@link IOException} the fault is on this side.
     *
     * @param asked the endpoint or service, whose string begins the message
     */
    public static CallFailure failure(Object asked, Throwable thrown) {
        if (has(thrown, UnknownHostException.class) || has(thrown, UnresolvedAddressException.class)) {
            return connect(asked, "cannot be reached: the name of its host is unknown", true, thrown);
        }
        if (has(thrown, HttpConnectTimeoutException.class)) {
            return connect(asked, "cannot be reached: its host does not answer", true, thrown);
        }
        if (has(thrown, HttpTimeoutException.class)) {
            return new CallFailure(ErrorCode.TIMEOUT, asked + " did not answer in time", true, thrown);
        }
        if (has(thrown, NoRouteToHostException.class)) {
            return connect(asked, "cannot be reached: there is no route to its host", true, thrown);
        }
        if (has(thrown, ConnectException.class)) {
            return connect(asked, "cannot be reached: the connection is refused", true, thrown);
        }
        if (has(thrown, SSLHandshakeException.class) || has(thrown, SSLPeerUnverifiedException.class)) {
            return connect(
                    asked, "cannot be reached: no TLS handshake; is its certificate trusted here?", true, thrown);
        }
        if (has(thrown, SSLException.class)) {
            return connect(asked, "cannot be reached by TLS; should its URL begin with http instead?", false, thrown);
        }
        if (has(thrown, ProtocolException.class)) {
            return connect(
                    asked,
                    "answered in another way than HTTP allows; should its URL have another port, or https?",
                    false,
                    thrown);
        }
        if (has(thrown, IOException.class)) {
            return connect(asked, "broke off the connection before it answered", true, thrown);
        }
        return internal(asked, thrown);
    }

    /**
     * The failure of a call whose body cannot be read. What a stream broke off after is too much to be sent once more.
     */
    static CallFailure unreadable(Endpoint<?> endpoint, Throwable thrown) {
        return unreadable(endpoint, endpoint.size() != Endpoint.Size.STREAMED, thrown);
    }

    /**
     * The failure of a call whose body cannot be read.
     *
     * @param asked the endpoint or service, whose string begins the message
     * @param again whether a body that is cut off may be requested again
     */
    public static CallFailure unreadable(Object asked, boolean again, Throwable thrown) {
        if (thrown instanceof BodyTooLargeException) {
            return new CallFailure(ErrorCode.TOO_LARGE, asked + " sent " + thrown.getMessage(), false, thrown);
        }
        if (thrown instanceof MalformedBodyException) {
            return malformed(asked, thrown.getMessage(), thrown);
        }
        if (thrown instanceof JsonProcessingException && !(thrown instanceof JsonEOFException)) {
            return malformed(asked, "no JSON", thrown);
        }
        return has(thrown, IOException.class)
                ? new CallFailure(ErrorCode.DECODE, asked + " sent a body that is cut off", again, thrown)
                : internal(asked, thrown);
    }

    private static CallFailure malformed(Object asked, @Nullable String what, Throwable thrown) {
        return new CallFailure(ErrorCode.DECODE, asked + " sent something else than promised: " + what, false, thrown);
    }

    /** The failure of a call because of an error on this side. */
    public static CallFailure internal(Object asked, @Nullable Throwable thrown) {
        return new CallFailure(
                ErrorCode.INTERNAL,
                asked + " was not asked to the end because of an internal error, which the log has at level DEBUG",
                false,
                thrown);
    }

    private static CallFailure connect(Object asked, String what, boolean retryable, Throwable thrown) {
        return new CallFailure(ErrorCode.CONNECT, asked + " " + what, retryable, thrown);
    }

    /** Whether an exception of this kind is among the causes. */
    static boolean has(Throwable thrown, Class<? extends Throwable> kind) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (kind.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
