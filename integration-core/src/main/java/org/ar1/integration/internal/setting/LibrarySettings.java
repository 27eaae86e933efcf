package org.ar1.integration.internal.setting;

import static org.ar1.integration.internal.setting.ValueTypes.DURATION_OR_ZERO;
import static org.ar1.integration.internal.setting.ValueTypes.FLAG;
import static org.ar1.integration.internal.setting.ValueTypes.POSITIVE_DURATION;
import static org.ar1.integration.internal.setting.ValueTypes.SIZE_OF_MEMORY;
import static org.ar1.integration.internal.setting.ValueTypes.TIME_ZONE;
import static org.ar1.integration.internal.setting.ValueTypes.fraction;
import static org.ar1.integration.internal.setting.ValueTypes.wholeNumber;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.ar1.integration.internal.file.SmallFile;
import org.ar1.integration.internal.header.UpstreamHeaders;
import org.ar1.integration.source.UpstreamService;

/** The settings of the library: all that is said of one of them is said in its row. */
public final class LibrarySettings {

    public static final SettingTable TABLE = new SettingTable();

    private static final Map<UpstreamService, Setting<URI>> URLS = urls();

    public static final Setting<Path> UPSTREAM_HEADERS_FILE = TABLE.optional(
            "upstreamHeadersFile",
            UpstreamHeaders.VARIABLE,
            ValueType.of("a file", SmallFile::path, "the path of a file").checkedBy((file, refusals) -> {
                UpstreamHeaders.refusal(file).ifPresent(refusals);
                return file;
            }),
            "the headers of requests to services behind a login, a line for each such as"
                    + " `lab-monitoring Authorization: Bearer TOKEN`, or `*` for all services; read again when it"
                    + " changes");

    public static final Setting<Duration> CONNECT_TIMEOUT = TABLE.row(
            "connectTimeout",
            "CONNECT_TIMEOUT",
            POSITIVE_DURATION,
            "2",
            "the longest that opening a connection may take");

    public static final Setting<Duration> REQUEST_TIMEOUT = TABLE.row(
            "requestTimeout",
            "REQUEST_TIMEOUT",
            POSITIVE_DURATION,
            "5",
            "the longest that one attempt may take, its body included; for the statistics and the peaks,"
                    + " which have no bound, the longest silence");

    public static final Setting<Duration> REPORT_DEADLINE = TABLE.row(
            "reportDeadline",
            "REPORT_DEADLINE",
            POSITIVE_DURATION,
            "10",
            "the longest that a report may take; what has not come by then is marked");

    public static final Setting<Integer> MAX_RETRIES =
            TABLE.row("maxRetries", "MAX_RETRIES", wholeNumber(0, 10), "2", "attempts after the first, 0 to 10");

    public static final Setting<Duration> RETRY_DELAY =
            TABLE.row("retryDelay", "RETRY_DELAY", DURATION_OR_ZERO, "1", "the wait before each of them");

    public static final Setting<Duration> CACHE_DURATION =
            TABLE.row("cacheDuration", "CACHE_DURATION", DURATION_OR_ZERO, "300", "how long a value counts as fresh");

    public static final Setting<Duration> HISTORY_CACHE_DURATION = TABLE.row(
            "historyCacheDuration",
            "HISTORY_CACHE_DURATION",
            DURATION_OR_ZERO,
            "600",
            "the same for the statistics and the peaks");

    public static final Setting<Duration> STALE_WHILE_REVALIDATE = TABLE.following(
            "staleWhileRevalidate",
            "STALE_WHILE_REVALIDATE",
            DURATION_OR_ZERO,
            CACHE_DURATION,
            "how long after that a value is still given at once while it is fetched again behind the"
                    + " reader; 0 turns it off");

    public static final Setting<Duration> STALE_IF_ERROR = TABLE.row(
            "staleIfError",
            "STALE_IF_ERROR",
            DURATION_OR_ZERO,
            "86400",
            "how old a last good value may be to be shown when fetching fails");

    public static final Setting<Duration> REFRESH_PATIENCE = TABLE.row(
            "refreshPatience",
            "REFRESH_PATIENCE",
            DURATION_OR_ZERO,
            "0.5",
            "how long a service may be silent, if it does not usually take longer, before a reader is shown"
                    + " a last good value");

    public static final Setting<Boolean> REFRESH_AHEAD = TABLE.row(
            "refreshAhead",
            "REFRESH_AHEAD",
            FLAG,
            "false",
            "whether what the reports need is fetched again before it is old, without anybody asking, so"
                    + " that they are always answered from memory");

    public static final Setting<Duration> SHARED_CACHE_TIMEOUT = TABLE.row(
            "sharedCacheTimeout",
            "SHARED_CACHE_TIMEOUT",
            POSITIVE_DURATION,
            "0.5",
            "how long a cache that replicas share may take; one that is slower is as good as none");

    public static final Setting<Integer> INSIGHT_WEEKS = TABLE.row(
            "insightWeeks",
            "INSIGHT_WEEKS",
            wholeNumber(2, 26),
            "8",
            "weeks of the statistics history to keep, 2 to 26; the history's figures are of these weeks");

    public static final Setting<Long> INSIGHT_MEMORY = TABLE.row(
            "insightMemory",
            "INSIGHT_MEMORY",
            SIZE_OF_MEMORY,
            "64MiB",
            "the memory for one copy of the statistics history, 1MiB to 16GiB; where the servers need more,"
                    + " at 12,096 bytes a server and week and one week more than those kept, fewer weeks are kept, but"
                    + " at least two");

    public static final Setting<Double> INSIGHT_TARGET = TABLE.row(
            "insightTarget",
            "INSIGHT_TARGET",
            fraction(0.3, 0.8, 0.65),
            "0.65",
            "the utilization that a server of the right size has in its busiest hour, 0.3 to 0.8");

    public static final Setting<ZoneId> CAMPUS_ZONE = TABLE.row(
            "campusZone",
            "CAMPUS_ZONE",
            TIME_ZONE,
            "UTC",
            "the time zone of the insights' days and hours, such as `Europe/Berlin`");

    public static final Setting<ZoneId> PEAKS_ZONE = TABLE.optional(
            "peaksZone",
            "PEAKS_ZONE",
            TIME_ZONE,
            "the time zone in which Performance states its peaks, that of its database; without it the"
                    + " insights assume UTC and say so");

    public static final Setting<Duration> INITIAL_BACKOFF = TABLE.row(
            "initialBackoff",
            "INITIAL_BACKOFF",
            DURATION_OR_ZERO,
            "10",
            "how long a source that failed is left alone; the time doubles with each further failure");

    public static final Setting<Duration> MAX_BACKOFF =
            TABLE.row("maxBackoff", "MAX_BACKOFF", DURATION_OR_ZERO, "300", "the longest that it is left alone");

    public static final Setting<URI> INTEGRATION_SERVICE_URL = TABLE.optional(
            "integrationServiceUrl",
            "INTEGRATION_SERVICE_URL",
            BaseUrls.TYPE,
            "the running Integration Service that a client asks, in place of the services behind it; the service"
                    + " itself must not have this setting");

    public static final Setting<Secret> INTEGRATION_SERVICE_TOKEN = TABLE.optional(
            "integrationServiceToken",
            "INTEGRATION_SERVICE_TOKEN",
            Secret.TYPE,
            "the token that the Integration Service requires, if it does; it is shown nowhere");

    private LibrarySettings() {}

    /**
     * The setting of a service's URL.
     *
     * @param service the service
     * @return its setting
     */
    public static Setting<URI> url(UpstreamService service) {
        return Objects.requireNonNull(URLS.get(service));
    }

    /**
     * Checks what concerns several settings: fetching ahead keeps values fresh, which none is where nothing is ever
     * fresh. A client that asks the Integration Service calls no other service, for which headers could be, and fetches
     * nothing ahead.
     *
     * @param values the values
     * @param problems gets a sentence for each problem, which begins with a variable
     */
    public static void check(SettingValues values, Consumer<String> problems) {
        if (values.find(INTEGRATION_SERVICE_TOKEN) != null && values.find(INTEGRATION_SERVICE_URL) == null) {
            problems.accept(INTEGRATION_SERVICE_TOKEN + " is set (not shown), but must not be while "
                    + INTEGRATION_SERVICE_URL + " is not");
        }
        if (values.find(INTEGRATION_SERVICE_URL) != null) {
            if (values.find(UPSTREAM_HEADERS_FILE) != null) {
                problems.accept(UPSTREAM_HEADERS_FILE + " is set, but must not be beside " + INTEGRATION_SERVICE_URL
                        + ": the Integration Service calls the services, so set it there");
            }
            if (values.get(REFRESH_AHEAD)) {
                problems.accept(REFRESH_AHEAD + " "
                        + ValueType.mustBe(
                                true,
                                "false beside " + INTEGRATION_SERVICE_URL
                                        + ": the Integration Service fetches ahead, so set it there"));
            }
        }
        boolean nothingIsFresh = values.get(CACHE_DURATION).isZero()
                || values.get(HISTORY_CACHE_DURATION).isZero();
        if (values.get(REFRESH_AHEAD) && nothingIsFresh) {
            problems.accept(REFRESH_AHEAD + " "
                    + ValueType.mustBe(
                            true, "false while " + CACHE_DURATION + " or " + HISTORY_CACHE_DURATION + " is 0"));
        }
    }

    private static Map<UpstreamService, Setting<URI>> urls() {
        Map<UpstreamService, Setting<URI>> urls = new EnumMap<>(UpstreamService.class);
        for (UpstreamService service : UpstreamService.values()) {
            urls.put(
                    service,
                    TABLE.row(
                            service.id(),
                            service.urlVariable(),
                            BaseUrls.TYPE,
                            service.defaultUrl().toString(),
                            "where " + service.displayName() + " is"));
        }
        return urls;
    }
}
