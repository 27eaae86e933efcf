package org.ar1.integration.jaxrs;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ar1.integration.IntegrationClient;

/**
 * Brings the reports into a JAX-RS 3.1 application, without a JSON provider:
 *
 * <pre>{@code
 * resourceConfig.register(new IntegrationFeature(client));
 * }</pre>
 *
 * <p>Jersey takes resources from a feature; implementations that do not take them from {@link #singletons()}.
 *
 * <p>The resources are {@code GET /}, {@code /integration/lab-utilization}, {@code /integration/server-allocation} and
 * each report's {@code /{lab_type}}. They answer the bytes of
 * {@link org.ar1.integration.report.ReportJson ReportJson}, or with {@code Accept: text/csv} the table that
 * {@link org.ar1.integration.report.ReportCsv ReportCsv} writes; a report that failed is answered with status 503 and
 * {@code Retry-After}. What caches may do with them, and how old their sources are, stands in {@code Cache-Control},
 * {@code Age} and {@code Cache-Status}; a caller who names the version it has in {@code If-None-Match} is answered with
 * 304 while that is the newest. They block until the report is there, at most for the client's deadline.
 *
 * <p>With {@code ?refresh=true} the sources are asked again, however fresh their values are, at most once in ten seconds
 * for all callers together; who comes sooner is answered as usual, which {@code Cache-Status} tells with
 * {@code refresh-limited}. A source that failed is left alone until it is its time all the same.
 *
 * <p>Errors are problem details (RFC 9457, {@code application/problem+json}) with a stable {@code type} and the
 * {@code request_id} that the header {@code X-Request-Id} also holds: the caller's, if it consists of 1 to 64 letters,
 * digits, dots, underscores and hyphens, else a new one.
 *
 * <p>The feature installs no exception mapper, so that the errors of the application around it stay its own: these
 * resources answer their failures themselves. What the JAX-RS implementation refuses at their paths (405, 406) becomes
 * problem details too, unless a mapper of the application gave it content. Paths that nothing matches are the
 * application's.
 *
 * <p>Thread-safe. One feature serves one application.
 */
public final class IntegrationFeature implements Feature {

    private final Answers answers;
    private final boolean root;
    private final boolean sampleData;
    private final List<String> besides;

    /**
     * All resources.
     *
     * @param client where the reports come from; never closed here
     */
    public IntegrationFeature(IntegrationClient client) {
        this(Answers.of(Objects.requireNonNull(client, "client")), true, false, List.of());
    }

    private IntegrationFeature(Answers answers, boolean root, boolean sampleData, List<String> besides) {
        this.answers = answers;
        this.root = root;
        this.sampleData = sampleData;
        this.besides = besides;
    }

    /**
     * The reports only, for an application that has a resource of its own at {@code /}.
     *
     * @param client where the reports come from; never closed here
     * @return the feature without {@code GET /}
     */
    public static IntegrationFeature reportsOnly(IntegrationClient client) {
        return new IntegrationFeature(Answers.of(Objects.requireNonNull(client, "client")), false, false, List.of());
    }

    /**
     * @param besides the paths that the server answers without this feature
     */
    static IntegrationFeature of(Answers answers, ServerConfig server, List<String> besides) {
        return new IntegrationFeature(answers, true, server.sampleData(), besides);
    }

    /**
     * What the feature registers, for {@link jakarta.ws.rs.core.Application#getSingletons() Application.getSingletons()}
     * of an implementation that takes only providers from a feature, as RESTEasy does. The feature itself is then not
     * registered.
     *
     * @return the resources and two response filters, new ones each time
     */
    public Set<Object> singletons() {
        Set<Object> parts = new LinkedHashSet<>();
        if (root) {
            parts.add(new Resources.Root(sampleData, besides));
        }
        parts.add(new Resources.LabUtilization(answers.labUtilization()));
        parts.add(new Resources.ServerAllocation(answers.serverAllocation()));
        parts.add(new ProblemFilter());
        parts.add(new DocumentFilter());
        return parts;
    }

    @Override
    public boolean configure(FeatureContext context) {
        singletons().forEach(context::register);
        return true;
    }
}
