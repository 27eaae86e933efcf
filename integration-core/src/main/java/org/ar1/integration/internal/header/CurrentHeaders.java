package org.ar1.integration.internal.header;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.ar1.integration.internal.file.InvalidFileException;
import org.ar1.integration.internal.file.SmallFile;
import org.ar1.integration.internal.file.WatchedFile;
import org.ar1.integration.source.UpstreamService;
import org.ar1.integration.spi.HeaderProvider;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the next request to a service. The provider's replace those of the file, which replace those of the
 * settings.
 */
public final class CurrentHeaders implements AutoCloseable {

    private final Function<UpstreamService, Map<String, String>> settings;
    private final @Nullable WatchedFile<UpstreamHeaders> file;
    private final @Nullable HeaderProvider provider;

    private CurrentHeaders(
            Function<UpstreamService, Map<String, String>> settings,
            @Nullable WatchedFile<UpstreamHeaders> file,
            @Nullable HeaderProvider provider) {
        this.settings = settings;
        this.file = file;
        this.provider = provider;
    }

    /**
     * Reads the file.
     *
     * @param settings the headers that do not change
     * @param path the file; null for none
     * @param provider the application's provider; null for none
     * @throws IllegalArgumentException when the file can no longer be used
     */
    public static CurrentHeaders of(
            Function<UpstreamService, Map<String, String>> settings,
            @Nullable Path path,
            @Nullable HeaderProvider provider) {
        if (path == null) {
            return new CurrentHeaders(settings, null, provider);
        }
        try {
            return new CurrentHeaders(settings, UpstreamHeaders.open(path), provider);
        } catch (IOException | InvalidFileException e) {
            throw new IllegalArgumentException(UpstreamHeaders.VARIABLE + " " + SmallFile.refusal(path, e), e);
        }
    }

    /**
     * The headers of a service, from memory but for the provider's.
     *
     * @throws IllegalStateException when the provider gives a header that a request cannot have, without its value
     */
    public Map<String, String> of(UpstreamService service) {
        Map<String, String> fixed = settings.apply(service);
        if (file == null && provider == null) {
            return fixed;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(fixed);
        if (file != null) {
            headers.putAll(file.current().of(service));
        }
        if (provider != null) {
            Map<String, String> provided = Objects.requireNonNull(provider.headers(service), "headers of the provider");
            provided.forEach((name, value) -> {
                Optional<String> refusal = RequestHeaders.refusal(name, value);
                if (refusal.isPresent()) {
                    throw new IllegalStateException("the provider's request header " + refusal.get());
                }
                headers.put(name, value);
            });
        }
        return headers;
    }

    /** Begins to read the file again when it changes, until this is closed. */
    public void watch() {
        if (file != null) {
            file.watched();
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
