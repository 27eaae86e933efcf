package org.ar1.integration.internal.header;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ar1.integration.internal.file.InvalidFileException;
import org.ar1.integration.internal.file.SmallFile;
import org.ar1.integration.internal.file.WatchedFile;
import org.ar1.integration.source.UpstreamService;

/** The headers of requests by service, as a file states them. {@code toString} shows no value. Immutable. */
public final class UpstreamHeaders {

    /** The setting that names the file. */
    public static final String VARIABLE = "UPSTREAM_HEADERS_FILE";

    private static final String ALL = "*";
    private static final String LINE = "the id of a service or * for all, a space, and a header, such as"
            + " \"lab-monitoring Authorization: Bearer TOKEN\"";
    /** Anything else may be a part of a secret, and is not shown. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z-]{1,30}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private static final Pattern FORM = Pattern.compile("(\\S+)\\s+([^:\\s]+)[ \\t]*:(.*)");

    private final Map<UpstreamService, Map<String, String>> headers;

    private UpstreamHeaders(Map<UpstreamService, Map<String, String>> headers) {
        this.headers = headers;
    }

    /**
     * Reads the file, and again when it changes.
     *
     * @throws IOException when it cannot be read
     * @throws InvalidFileException when it is not one of headers
     */
    public static WatchedFile<UpstreamHeaders> open(Path path) throws IOException, InvalidFileException {
        return WatchedFile.open(
                new WatchedFile.Kind<>(
                        VARIABLE, "headers", UpstreamHeaders::parse, headers -> headers.size() + " headers"),
                () -> SmallFile.read(path));
    }

    /**
     * Why a file is not one of headers.
     *
     * @return the rest of a sentence that begins with the setting; empty when the file can be used
     */
    public static Optional<String> refusal(Path path) {
        try {
            parse(SmallFile.read(path));
            return Optional.empty();
        } catch (IOException | InvalidFileException e) {
            return Optional.of(SmallFile.refusal(path, e));
        }
    }

    /**
     * Reads lines of a service, the name of a header and its value.
     *
     * @throws InvalidFileException when a line is wrong; the message has its number and not its value
     */
    static UpstreamHeaders parse(byte[] content) throws InvalidFileException {
        Map<String, String> ofAll = headers();
        Map<UpstreamService, Map<String, String>> ofEach = new EnumMap<>(UpstreamService.class);
        String[] lines = SmallFile.lines(content, LINE);
        for (int i = 0; i < lines.length; i++) {
            if (!SmallFile.isBlank(lines[i])) {
                addLine(i + 1, lines[i].strip(), ofAll, ofEach);
            }
        }
        if (ofAll.isEmpty() && ofEach.isEmpty()) {
            throw new InvalidFileException("there is no header in it: add a line with " + LINE);
        }
        Map<UpstreamService, Map<String, String>> headers = new EnumMap<>(UpstreamService.class);
        for (UpstreamService service : UpstreamService.values()) {
            Map<String, String> own = headers();
            own.putAll(ofAll);
            own.putAll(ofEach.getOrDefault(service, Map.of()));
            headers.put(service, own);
        }
        return new UpstreamHeaders(headers);
    }

    private static Map<String, String> headers() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    private static void addLine(
            int number, String line, Map<String, String> ofAll, Map<UpstreamService, Map<String, String>> ofEach)
            throws InvalidFileException {
        Matcher parts = FORM.matcher(line);
        if (!parts.matches()) {
            throw new InvalidFileException("line " + number + " is wrong: it must be " + LINE);
        }
        Map<String, String> target = parts.group(1).equals(ALL)
                ? ofAll
                : ofEach.computeIfAbsent(service(number, parts.group(1)), service -> headers());
        String name = parts.group(2);
        if (!NAME.matcher(name).matches()) { // perhaps a value, which must not be shown
            throw new InvalidFileException(
                    "line " + number + " is wrong: the name of its header has other characters than letters, digits and"
                            + " hyphens; it must be " + LINE);
        }
        String value = parts.group(3).strip();
        Optional<String> refusal = RequestHeaders.refusal(name, value);
        if (refusal.isPresent()) {
            throw new InvalidFileException("line " + number + " is wrong: the request header " + refusal.get()
                    + "; change or remove the line");
        }
        if (value.isEmpty()) {
            throw new InvalidFileException("line " + number + " has no value after \"" + name + ":\"; add it");
        }
        if (target.putIfAbsent(name, value) != null) {
            throw new InvalidFileException("line " + number + " has the header \"" + name
                    + "\", which stands before for the same service; remove one of the lines");
        }
    }

    private static UpstreamService service(int number, String id) throws InvalidFileException {
        List<UpstreamService> all = List.of(UpstreamService.values());
        return all.stream()
                .filter(service -> service.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidFileException("line " + number + " begins with \""
                        + (WORD.matcher(id).matches() ? id : "...") + "\", but must begin with "
                        + all.stream().map(UpstreamService::id).collect(Collectors.joining(", ")) + " or "
                        + ALL));
    }

    /**
     * The headers of requests to a service.
     *
     * @return values by name, whatever the case of the name
     */
    public Map<String, String> of(UpstreamService service) {
        return headers.getOrDefault(service, Map.of());
    }

    /** The number of headers of all services together. */
    int size() {
        return headers.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public String toString() {
        return Arrays.stream(UpstreamService.values())
                .map(service -> service.id() + " " + of(service).keySet())
                .collect(Collectors.joining(", ", "UpstreamHeaders[", "]"));
    }
}
