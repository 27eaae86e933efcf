package org.ar1.integration.internal.service;

import org.ar1.integration.internal.call.CallChains;
import org.ar1.integration.internal.call.CallContext;
import org.ar1.integration.internal.call.CallFailure;
import org.ar1.integration.internal.call.Channel;
import org.ar1.integration.internal.call.Deadline;
import org.ar1.integration.internal.call.Endpoint;
import org.ar1.integration.internal.call.Reply;
import org.ar1.integration.internal.source.EntryJson;
import org.ar1.integration.internal.source.Reading;
import org.ar1.integration.internal.source.Source;
import org.ar1.integration.internal.source.SourceReader;
import org.ar1.integration.source.ErrorCode;
import org.ar1.integration.source.Sourced;
import org.ar1.integration.upstream.CatalogueLab;
import org.ar1.integration.upstream.LabCatalogue;

import static org.ar1.integration.source.UpstreamService.USER_PROGRESS;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** User Progress: the catalogue, which comes in pages. */
public final class UserProgressClient {

    /** The service's own default. */
    private static final int PAGE = 100;

    /** More calls than a catalogue is worth; full pages of as many entries as are read need a fifth of them. */
    private static final int MOST_PAGES = 1_000;

    /** Of all pages together, as of any other list. */
    private static final long MOST_BYTES = 32L << 20;

    private final SourceReader reader;
    private final Channel channel;
    private final Source<LabCatalogue> catalogue;

    UserProgressClient(SourceReader reader, CallChains chains) {
        this.reader = reader;
        this.channel = chains.to(USER_PROGRESS);
        this.catalogue = new Source<>(
                page(0, PAGE).key(),
                USER_PROGRESS,
                page(0, PAGE).resource(),
                context -> nextPage(new Pages(), context),
                labs -> null,
                Source.Lifetime.USUAL,
                EntryJson.listOf(CatalogueLab.class, LabCatalogue::labs, LabCatalogue::of));
    }

    static Endpoint<List<CatalogueLab>> page(int skip, int limit) {
        String path = "/labs/?skip=" + skip + "&limit=" + limit;
        return Endpoint.of(USER_PROGRESS, "catalogue", path, ApplicationJson.CATALOGUE_PAGE);
    }

    public Reading<LabCatalogue> catalogue(Deadline deadline) {
        return reader.open(catalogue, deadline);
    }

    /** The catalogue as last read, of whatever age; null when it never was. */
    @Nullable
    Sourced<LabCatalogue> lastKnownCatalogue() {
        return reader.lastKnown(catalogue);
    }

    /** What has been read of the catalogue so far. */
    private static final class Pages {
        private final List<CatalogueLab> labs = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private int rows;
        private int pages;
        private long bytes;

        /**
         * True when there may be more: a page that is not full is no end, since a service may give fewer than it is
         * asked for. One that brings nothing new is, since a service may know no pages. An entry may move to a later
         * page while reading; it counts once.
         */
        boolean add(Reply<List<CatalogueLab>> reply) {
            List<CatalogueLab> page = Objects.requireNonNull(reply.value());
            int before = ids.size();
            page.stream().filter(lab -> ids.add(lab.id())).forEach(labs::add);
            rows += page.size();
            pages++;
            bytes += reply.bytes();
            if (ids.size() == before) {
                return false;
            }
            requireAtMost(MOST_PAGES, pages + 1, "pages");
            requireAtMost(Limits.LABS, labs.size(), "entries");
            requireAtMost(MOST_BYTES, bytes, "bytes");
            return true;
        }

        private static void requireAtMost(long limit, long count, String what) {
            if (count > limit) {
                throw new CallFailure(
                        ErrorCode.TOO_LARGE, page(0, PAGE) + " sent more than " + limit + " " + what, false);
            }
        }
    }

    private CompletableFuture<Reply<LabCatalogue>> nextPage(Pages pages, CallContext context) {
        return channel.call(page(pages.rows, PAGE), context)
                .thenCompose(reply -> pages.add(reply)
                        ? nextPage(pages, context)
                        : CompletableFuture.completedFuture(Reply.of(LabCatalogue.of(pages.labs), pages.bytes, null)));
    }
}
