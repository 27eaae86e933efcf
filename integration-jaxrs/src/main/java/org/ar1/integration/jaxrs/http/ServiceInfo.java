package org.ar1.integration.jaxrs.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** What the service says of itself; the same bytes each time, and no upstream is asked. */
public final class ServiceInfo {

    public static final String NAME = "Integration Service";

    private static final List<String> REPORTS = List.of(
            "/integration/lab-utilization",
            "/integration/lab-utilization/{lab_type}",
            "/integration/server-allocation",
            "/integration/server-allocation/{lab_type}",
            "/integration/insights",
            "/integration/insights/{id}",
            "/integration/servers",
            "/integration/servers/{server_id}/profile",
            "/integration/servers/{server_id}/forecast",
            "/integration/servers/{server_id}/quiet-windows",
            "/integration/placement",
            "/integration/lab-types",
            "/integration/campus");

    private static final String LEARNER = "/integration/users/{user_id}";

    private ServiceInfo() {}

    /** The version that this module was built as. */
    public static String version() {
        Properties build = new Properties();
        try (InputStream in = ServiceInfo.class.getResourceAsStream("/org/ar1/integration/jaxrs/build.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading a resource of this module failed", e);
        }
        return build.getProperty("version", "unknown");
    }

    /**
     * The document that {@code GET /} answers.
     *
     * @param sampleData whether nothing that is answered is real
     * @param learners whether the report of a learner is answered
     * @param besides the paths that are answered besides the reports
     */
    public static byte[] json(boolean sampleData, boolean learners, List<String> besides) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("service", NAME);
            json.writeStringField("version", version());
            json.writeStringField("status", "running");
            if (sampleData) {
                json.writeBooleanField("sample_data", true);
            }
            json.writeArrayFieldStart("endpoints");
            for (String endpoint : REPORTS) {
                json.writeString(endpoint);
            }
            if (learners) {
                json.writeString(LEARNER);
            }
            for (String endpoint : besides) {
                json.writeString(endpoint);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
