package org.ar1.integration.internal.client;

import static org.ar1.integration.source.UpstreamService.USAGE_ANALYTICS;

import java.util.concurrent.CompletableFuture;
import org.ar1.integration.internal.fetch.Read;
import org.ar1.integration.internal.fetch.Reading;
import org.ar1.integration.internal.fetch.Source;
import org.ar1.integration.internal.fetch.SourceReader;
import org.ar1.integration.internal.fetch.Upstreams;
import org.ar1.integration.internal.http.Channel;
import org.ar1.integration.internal.http.Deadline;
import org.ar1.integration.internal.http.Endpoint;
import org.ar1.integration.internal.http.PathSegments;
import org.ar1.integration.internal.wire.ApplicationJson;
import org.ar1.integration.internal.wire.EntryJson;
import org.ar1.integration.upstream.LabUsage;
import org.ar1.integration.upstream.UsageTrends;

/** Usage Analytics: who used which lab type. */
public final class UsageAnalyticsClient {

    /** The name of the usage by lab type in reports. */
    public static final String LAB_USAGE = "usage/lab";

    private static final int LAB_USAGE_DAYS = 7;
    private static final EntryJson<UsageTrends> TRENDS_FORM = EntryJson.of(UsageTrends.class);
    private static final EntryJson<LabUsage> USAGE_FORM = EntryJson.of(LabUsage.class);

    private final SourceReader reader;
    private final Channel channel;

    UsageAnalyticsClient(SourceReader reader, Upstreams upstreams) {
        this.reader = reader;
        this.channel = upstreams.to(USAGE_ANALYTICS);
    }

    public Reading<UsageTrends> trends(int days, Deadline deadline) {
        String path = "/analytics/trends?days=" + days;
        return reader.open(
                Source.of(Endpoint.of(USAGE_ANALYTICS, "trends", path, ApplicationJson.TRENDS), TRENDS_FORM, channel),
                deadline);
    }

    public CompletableFuture<Read<LabUsage>> labUsage(String labType, Deadline deadline) {
        String path = "/analytics/usage/lab/" + PathSegments.encode(labType) + "?days=" + LAB_USAGE_DAYS;
        return reader.read(
                Source.of(
                        Endpoint.of(USAGE_ANALYTICS, LAB_USAGE, path, ApplicationJson.LAB_USAGE)
                                .orAbsent(),
                        USAGE_FORM,
                        channel),
                deadline);
    }
}
