package org.ar1.integration.config;

import org.ar1.integration.source.UpstreamService;

import static org.ar1.integration.config.Setting.Kind.CHOICE;
import static org.ar1.integration.config.Setting.Kind.DURATION;
import static org.ar1.integration.config.Setting.Kind.FILE;
import static org.ar1.integration.config.Setting.Kind.FLAG;
import static org.ar1.integration.config.Setting.Kind.FRACTION;
import static org.ar1.integration.config.Setting.Kind.HOST;
import static org.ar1.integration.config.Setting.Kind.LIST;
import static org.ar1.integration.config.Setting.Kind.SIZE;
import static org.ar1.integration.config.Setting.Kind.TIME_ZONE;
import static org.ar1.integration.config.Setting.Kind.WHOLE_NUMBER;
import static org.ar1.integration.config.Setting.Reader.LIBRARY;
import static org.ar1.integration.config.Setting.Reader.SERVICE;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ar1.integration.config.Setting.Kind;
import org.ar1.integration.config.Setting.Reader;

/** The one list of settings: what is documented, printed and accepted in files comes from here. */
final class SettingRegistry {

    static final List<Setting> ALL = Stream.of(
                    urls(),
                    Stream.of(
                            of(
                                    "INTEGRATION_API_HOST",
                                    HOST,
                                    "127.0.0.1",
                                    LIBRARY,
                                    "the address that the service listens on"),
                            of(
                                    "INTEGRATION_API_PORT",
                                    WHOLE_NUMBER,
                                    "8007",
                                    LIBRARY,
                                    "the port that the service listens on, 0 to 65535; 0 means any free one"),
                            of(
                                    "INTEGRATION_API_TOKENS_FILE",
                                    FILE,
                                    "none",
                                    SERVICE,
                                    "the tokens that callers must bear, `name sha256` a line, read again when it changes;"
                                            + " without it everyone may read"),
                            of(
                                    "INTEGRATION_API_OPEN",
                                    FLAG,
                                    "false",
                                    SERVICE,
                                    "whether the service may listen without tokens where other machines reach it"),
                            of(
                                    "INTEGRATION_API_CORS_ORIGINS",
                                    LIST,
                                    "none",
                                    SERVICE,
                                    "the origins whose pages may read the answers in a browser, separated by commas; `*` for any"),
                            of(
                                    "LOG_LEVEL",
                                    CHOICE,
                                    "INFO",
                                    SERVICE,
                                    "what the service logs: `ERROR`, `WARN`, `INFO`, `DEBUG` or `TRACE`"),
                            of(
                                    "LOG_FORMAT",
                                    CHOICE,
                                    "text",
                                    SERVICE,
                                    "how the service logs: `text`, or `json` for an object a line"),
                            of(
                                    "CONNECT_TIMEOUT",
                                    DURATION,
                                    "2",
                                    LIBRARY,
                                    "the longest that opening a connection may take"),
                            of(
                                    "REQUEST_TIMEOUT",
                                    DURATION,
                                    "5",
                                    LIBRARY,
                                    "the longest that one attempt may take, its body included; for the statistics and"
                                            + " the peaks, which have no bound, the longest silence"),
                            of(
                                    "REPORT_DEADLINE",
                                    DURATION,
                                    "10",
                                    LIBRARY,
                                    "the longest that a report may take; what has not come by then is marked"),
                            of("MAX_RETRIES", WHOLE_NUMBER, "2", LIBRARY, "attempts after the first, 0 to 10"),
                            of("RETRY_DELAY", DURATION, "1", LIBRARY, "the wait before each of them"),
                            of("CACHE_DURATION", DURATION, "300", LIBRARY, "how long a value counts as fresh"),
                            of(
                                    "HISTORY_CACHE_DURATION",
                                    DURATION,
                                    "600",
                                    LIBRARY,
                                    "the same for the statistics and the peaks"),
                            of(
                                    "STALE_WHILE_REVALIDATE",
                                    DURATION,
                                    "as CACHE_DURATION",
                                    LIBRARY,
                                    "how long after that a value is still given at once while it is fetched again"
                                            + " behind the reader; 0 turns it off"),
                            of(
                                    "STALE_IF_ERROR",
                                    DURATION,
                                    "86400",
                                    LIBRARY,
                                    "how old a last good value may be to be shown when fetching fails"),
                            of(
                                    "REFRESH_PATIENCE",
                                    DURATION,
                                    "0.5",
                                    LIBRARY,
                                    "how long a service may be silent, if it does not usually take longer, before a reader is shown a last good value"),
                            of(
                                    "REFRESH_AHEAD",
                                    FLAG,
                                    "false",
                                    LIBRARY,
                                    "whether what the reports need is fetched again before it is old, without anybody"
                                            + " asking, so that they are always answered from memory"),
                            of(
                                    "SHARED_CACHE_TIMEOUT",
                                    DURATION,
                                    "0.5",
                                    LIBRARY,
                                    "how long a cache that replicas share may take; one that is slower is as good as"
                                            + " none"),
                            of(
                                    "INSIGHT_WEEKS",
                                    WHOLE_NUMBER,
                                    "8",
                                    LIBRARY,
                                    "weeks of the statistics history to keep, 2 to 26; the history's figures are of"
                                            + " these weeks"),
                            of(
                                    "INSIGHT_MEMORY",
                                    SIZE,
                                    "64MiB",
                                    LIBRARY,
                                    "the memory for one copy of the statistics history, 1MiB to 16GiB; where the servers"
                                            + " need more, at 12,096 bytes a server and week and one week more than"
                                            + " those kept, fewer weeks are kept, but at least two"),
                            of(
                                    "INSIGHT_TARGET",
                                    FRACTION,
                                    "0.65",
                                    LIBRARY,
                                    "the utilization that a server of the right size has in its busiest hour, 0.3 to"
                                            + " 0.8"),
                            of(
                                    "CAMPUS_ZONE",
                                    TIME_ZONE,
                                    "UTC",
                                    LIBRARY,
                                    "the time zone of the insights' days and hours, such as `Europe/Berlin`"),
                            of(
                                    "PEAKS_ZONE",
                                    TIME_ZONE,
                                    "none",
                                    LIBRARY,
                                    "the time zone in which Performance states its peaks, that of its database; without"
                                            + " it the insights assume UTC and say so"),
                            of(
                                    "INITIAL_BACKOFF",
                                    DURATION,
                                    "10",
                                    LIBRARY,
                                    "how long a source that failed is left alone; the time doubles with each further"
                                            + " failure"),
                            of("MAX_BACKOFF", DURATION, "300", LIBRARY, "the longest that it is left alone")))
            .flatMap(settings -> settings)
            .toList();

    private SettingRegistry() {}

    private static Stream<Setting> urls() {
        return Arrays.stream(UpstreamService.values())
                .map(service -> of(
                        service.urlVariable(),
                        Kind.URL,
                        service.defaultUrl().toString(),
                        LIBRARY,
                        "where " + service.displayName() + " is"));
    }

    private static Setting of(String variable, Kind kind, String defaultText, Reader reader, String meaning) {
        return new Setting(variable, kind, defaultText, meaning, reader, false);
    }
}
