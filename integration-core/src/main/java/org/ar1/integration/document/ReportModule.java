package org.ar1.integration.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ar1.integration.campus.CampusReport;
import org.ar1.integration.campus.LabType;
import org.ar1.integration.insight.Insight;
import org.ar1.integration.insight.InsightReport;
import org.ar1.integration.insight.InsightView;
import org.ar1.integration.insight.ServerCapacity;
import org.ar1.integration.insight.Withheld;
import org.ar1.integration.report.LabUtilizationReport;
import org.ar1.integration.report.LearnerReport;
import org.ar1.integration.report.ServerAllocationReport;

/**
 * A Jackson 2 module with which an {@code ObjectMapper} writes reports as {@link ReportJson}, {@link InsightJson} and
 * {@link CampusJson} do:
 *
 * <pre>{@code
 * ObjectMapper mapper = JsonMapper.builder().addModule(new ReportModule()).build();
 * }</pre>
 *
 * <p>A mapper with Jackson's defaults writes the same bytes. Names, order and null members do not depend on the settings
 * of the mapper; its other settings, such as indentation, apply. The values may stand in objects, collections, maps and
 * optionals, and {@code valueToTree} has the same members.
 *
 * <p>The types are the {@linkplain #types() reports}, the insights, the {@linkplain InsightView views} that an
 * {@link org.ar1.integration.InsightAdapter InsightAdapter} returns, a row of the table of servers and a row of the
 * table of lab types, the latter two as {@code application/x-ndjson} has them. A view of the forecasts of a server
 * without any has a null {@code server_id}. All values are written only; none can be read.
 *
 * <p>{@code findAndRegisterModules()} finds this module. Not thread-safe before it is registered.
 */
@SuppressWarnings("exports") // an application that registers it requires Jackson itself
public final class ReportModule extends SimpleModule {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Map<Class<?>, DocumentSerializer<?>> SERIALIZERS = serializers();

    /** Creates a module; all are equal. */
    public ReportModule() {
        super("ar1-integration");
        SERIALIZERS.values().forEach(this::addSerializer);
    }

    private static Map<Class<?>, DocumentSerializer<?>> serializers() {
        Map<Class<?>, DocumentSerializer<?>> all = new LinkedHashMap<>();
        for (DocumentSerializer<?> serializer : List.of(
                new DocumentSerializer<>(LabUtilizationReport.class, LabUtilizationJson.REPORT::write),
                new DocumentSerializer<>(ServerAllocationReport.class, ServerAllocationJson.REPORT::write),
                new DocumentSerializer<>(LearnerReport.class, LearnerJson.REPORT::write),
                new DocumentSerializer<>(
                        InsightReport.class,
                        (out, report) -> ViewJson.report(
                                        report.insights(), report.insights().size())
                                .write(out, report)),
                new DocumentSerializer<>(CampusReport.class, CampusParts.REPORT::write),
                new DocumentSerializer<>(InsightView.class, ViewJson::write),
                new DocumentSerializer<>(Insight.class, HeadingJson.INSIGHT::write),
                new DocumentSerializer<>(Withheld.class, HeadingJson.WITHHELD::write),
                new DocumentSerializer<>(ServerCapacity.class, ServerJson.CAPACITY::write),
                new DocumentSerializer<>(LabType.class, CampusJson.ROW::write))) {
            all.put(serializer.handledType(), serializer);
        }
        return all;
    }

    /**
     * The types that the module writes, their subtypes included.
     *
     * @return the types, reports first
     */
    public static Set<Class<?>> types() {
        return Collections.unmodifiableSet(SERIALIZERS.keySet());
    }

    /** Thread-safe. */
    private static final class DocumentSerializer<T> extends StdSerializer<T> {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Forms.Writer<T> writer;

        DocumentSerializer(Class<T> type, Forms.Writer<T> writer) {
            super(type);
            this.writer = writer;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            writer.write(out, value);
        }

        /** A document says itself what it is; nothing is added for a reader in Java, since it cannot be read. */
        @Override
        public void serializeWithType(T value, JsonGenerator out, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            serialize(value, out, provider);
        }
    }
}
