package org.ar1.integration.insight;

import org.ar1.integration.upstream.ServerResource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every insight states.
 *
 * @param id kind, hyphen, 16 hexadecimal digits; the same cause has the same id for ever
 * @param kind the question that it answers
 * @param severity how urgent it is
 * @param subject what it is about
 * @param resource the resource; null when it is not about one
 * @param claim one English sentence; names in it are data of the services
 * @param figure the figure that it was judged by
 * @param reasonCodes why it is listed
 * @param state whether it rests on all that it should
 * @param caveats what to bear in mind
 * @param confidence how sure it is
 * @param flips what would change it
 * @param sources the lines of the sources that it rests on, {@code service/resource}
 */
public record Heading(
        String id,
        InsightKind kind,
        Severity severity,
        Subject subject,
        @Nullable ServerResource resource,
        String claim,
        Figure figure,
        List<ReasonCode> reasonCodes,
        InsightState state,
        List<Caveat> caveats,
        Confidence confidence,
        List<Flip> flips,
        List<String> sources) {
    public Heading {
        reasonCodes = List.copyOf(reasonCodes);
        caveats = List.copyOf(caveats);
        flips = List.copyOf(flips);
        sources = List.copyOf(sources);
    }
}
