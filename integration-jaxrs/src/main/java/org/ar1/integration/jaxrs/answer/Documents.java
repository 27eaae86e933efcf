package org.ar1.integration.jaxrs.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ar1.integration.document.ReportCsv;
import org.ar1.integration.document.ReportJson;
import org.ar1.integration.jaxrs.http.Document;
import org.ar1.integration.jaxrs.http.Representation;
import org.ar1.integration.report.IntegrationReport;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.ServerAllocationReport;

/**
 * The documents of reports, each made once for as long as its report is in use: a report that is answered again costs
 * neither its JSON nor its compression again. Thread-safe.
 */
final class Documents<R extends IntegrationReport> {

    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    /** The bytes of one report's documents with another number of peaks than usual, compressed forms aside. */
    private static final long MOST_BYTES_WITH_PEAKS = 4 << 20;

    private final Map<Representation, LoadingCache<R, Document>> forms = new EnumMap<>(Representation.class);

    /** Writes the JSON with a number of peaks, which only that of server allocations has. */
    private final BiFunction<R, Integer, byte[]> json;

    /** JSON with another number of peaks than usual. */
    private final LoadingCache<R, Cache<Integer, Document>> withPeaks = Caffeine.newBuilder()
            .weakKeys()
            .executor(Runnable::run)
            .build(report -> Caffeine.newBuilder()
                    .maximumWeight(MOST_BYTES_WITH_PEAKS)
                    .weigher((Integer peaks, Document document) -> document.size())
                    .executor(Runnable::run)
                    .build());

    private Documents(BiFunction<R, Integer, byte[]> json, Function<R, byte[]> csv) {
        this.json = json;
        forms.put(Representation.JSON, kept(Representation.JSON, report -> json.apply(report, ReportJson.USUAL_PEAKS)));
        forms.put(Representation.CSV, kept(Representation.CSV, csv));
        forms.put(
                Representation.CSV_WITH_BOM,
                kept(Representation.CSV_WITH_BOM, csv.andThen(Documents::withByteOrderMark)));
    }

    static byte[] withByteOrderMark(byte[] table) {
        byte[] whole = Arrays.copyOf(BYTE_ORDER_MARK, BYTE_ORDER_MARK.length + table.length);
        System.arraycopy(table, 0, whole, BYTE_ORDER_MARK.length, table.length);
        return whole;
    }

    static Documents<LabUtilizationReport> ofLabUtilization() {
        return new Documents<>((report, peaks) -> ReportJson.write(report), ReportCsv::write);
    }

    static Documents<ServerAllocationReport> ofServerAllocation() {
        return new Documents<>(ReportJson::write, ReportCsv::write);
    }

    /** Weak keys are told apart by identity: the very same report, not one with the same content. */
    private static <R extends IntegrationReport> LoadingCache<R, Document> kept(
            Representation form, Function<R, byte[]> writer) {
        // Its housekeeping is less work than to wake up another thread for it.
        return Caffeine.newBuilder()
                .weakKeys()
                .executor(Runnable::run)
                .build(report -> document(form, report, writer.apply(report)));
    }

    private static <R extends IntegrationReport> Document document(Representation form, R report, byte[] content) {
        return Document.ofReport(
                form, report.timestamp(), report.integrationStatus(), report.retryAfter(), report.sources(), content);
    }

    Document of(R report, Representation form) {
        return Objects.requireNonNull(forms.get(form)).get(report);
    }

    /** The document with a number of peaks, by which only the JSON of server allocations differs. */
    Document of(R report, Representation form, int peaks) {
        return peaks == ReportJson.USUAL_PEAKS || form != Representation.JSON
                ? of(report, form)
                : withPeaks.get(report).get(peaks, n -> document(form, report, json.apply(report, n)));
    }
}
