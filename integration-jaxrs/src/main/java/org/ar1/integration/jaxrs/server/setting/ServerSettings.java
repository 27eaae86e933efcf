package org.ar1.integration.jaxrs.server.setting;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ar1.integration.internal.setting.Setting;
import org.ar1.integration.internal.setting.SettingTable;
import org.ar1.integration.internal.setting.ValueType;
import org.ar1.integration.internal.setting.ValueTypes;
import org.ar1.integration.jaxrs.server.auth.TokensFile;
import org.ar1.integration.jaxrs.server.http.CorsOrigin;

/** The settings of the server: all that is said of one of them is said in its row. */
public final class ServerSettings {

    public static final SettingTable TABLE = new SettingTable();

    private static final String HOSTS = "a host name or an address, such as 127.0.0.1";
    private static final Pattern HOST_AND_PORT = Pattern.compile("[^:]*:[0-9]*");

    public static final Setting<String> HOST = TABLE.row(
            "host",
            "INTEGRATION_API_HOST",
            ValueType.of("a host", Optional::of, HOSTS).checkedBy(ServerSettings::checkHost),
            "127.0.0.1",
            "the address that the service listens on");

    public static final Setting<Integer> PORT = TABLE.row(
            "port",
            "INTEGRATION_API_PORT",
            ValueTypes.wholeNumber(0, 65_535),
            "8007",
            "the port that the service listens on, 0 to 65535; 0 means any free one");

    public static final Setting<Path> TOKENS_FILE = TABLE.optional(
            "tokensFile",
            "INTEGRATION_API_TOKENS_FILE",
            ValueType.of("a file", ServerSettings::path, "the path of a file").checkedBy(ServerSettings::checkTokens),
            "the tokens that callers must bear, `name sha256` a line, read again when it changes; without it everyone"
                    + " may read");

    public static final Setting<Boolean> OPEN = TABLE.row(
            "open",
            "INTEGRATION_API_OPEN",
            ValueTypes.FLAG,
            "false",
            "whether the service may listen without tokens where other machines reach it");

    public static final Setting<Set<String>> CORS_ORIGINS = TABLE.optional(
            "corsOrigins",
            "INTEGRATION_API_CORS_ORIGINS",
            ValueType.of("a list", ServerSettings::list, "values separated by commas")
                    .checkedBy(ServerSettings::checkOrigins),
            "the origins whose pages may read the answers in a browser, separated by commas; `*` for any");

    private ServerSettings() {}

    private static String checkHost(String host, Consumer<String> refusals) {
        if (host.isBlank() || host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
            refusals.accept(ValueType.mustBe(host, HOSTS));
        } else if (HOST_AND_PORT.matcher(host).matches()) {
            refusals.accept(
                    ValueType.mustBe(host, "a host name or an address without a port, which " + PORT + " sets"));
        }
        return host;
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path checkTokens(Path file, Consumer<String> refusals) {
        TokensFile.refusal(file).ifPresent(refusals);
        return file;
    }

    private static Optional<Set<String>> list(String text) {
        Set<String> values = new LinkedHashSet<>();
        for (String value : text.split(",", -1)) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return Optional.of(values);
    }

    private static Set<String> checkOrigins(Set<String> origins, Consumer<String> refusals) {
        for (String origin : origins) {
            CorsOrigin.expected(origin).ifPresent(expected -> refusals.accept(ValueType.mustBe(origin, expected)));
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(origins));
    }
}
