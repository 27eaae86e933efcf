package org.ar1.integration.jaxrs;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;

/**
 * Turns documents into answers, with what caches and callers have to know of them (RFC 9110, RFC 9111, RFC 9211).
 *
 * <p>A document is {@code private, no-cache}: it may be kept, but has to be asked for again each time, which costs a 304
 * while nothing has changed. The service is the cache itself, so it knows when a source has recovered or a value is old,
 * while a lifetime given away ({@code max-age}) would hide that from callers, and add to the age of the data; and as tokens
 * may guard the reports, caches that several callers share do not keep them. A report that failed is {@code no-store} and
 * has no tag: nobody should keep it, and a precondition must not turn its status into a 304.
 *
 * <p>{@code Age} is that of the oldest source, in whole seconds, at the time of the answer.
 */
final class CachingHeaders {

    private static final String AGE = "Age";
    private static final String VARY = "Accept, Accept-Encoding";

    private CachingHeaders() {}

    /**
     * The answer to a request for a document.
     *
     * @param ifNoneMatch the values of the request's {@code If-None-Match}
     * @param refresh what became of a wish to refresh
     */
    static Response answer(Document document, List<String> ifNoneMatch, CacheStatus.Refresh refresh, Instant now) {
        Response.ResponseBuilder answer = begin(document, ifNoneMatch).header(HttpHeaders.VARY, VARY);
        if (!document.sources().isEmpty()) {
            answer.header(CacheStatus.HEADER, CacheStatus.of(document.sources(), false, refresh));
        }
        document.age(now).ifPresent(age -> answer.header(AGE, age));
        return answer.build();
    }

    private static Response.ResponseBuilder begin(Document document, List<String> ifNoneMatch) {
        if (document.failed()) {
            return Response.status(503)
                    .header(HttpHeaders.RETRY_AFTER, Problem.seconds(document.retryAfter()))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity(document)
                    .type(document.type());
        }
        Response.ResponseBuilder answer = EntityTags.match(ifNoneMatch, document.entityTag())
                ? Response.notModified()
                : Response.ok(document, document.type());
        return answer.header(HttpHeaders.ETAG, document.entityTag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }
}
