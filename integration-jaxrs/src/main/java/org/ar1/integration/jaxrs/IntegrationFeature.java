package org.ar1.integration.jaxrs;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.ar1.integration.IntegrationClient;
import org.ar1.integration.jaxrs.answer.Answers;
import org.ar1.integration.jaxrs.resource.Resources;

/**
 * Adds the reports to a JAX-RS 3.1 application; no JSON provider is needed:
 *
 * <pre>{@code
 * resourceConfig.register(new IntegrationFeature(client));
 * }</pre>
 *
 * <p>Jersey accepts resources from a feature. For implementations that do not, register {@link #singletons()} instead.
 * In Quarkus, which accepts neither, and in CDI containers use the module {@code integration-cdi}.
 *
 * <p>The resources are {@code GET /}, {@code /integration/lab-utilization}, {@code /integration/server-allocation},
 * each report's {@code /{lab_type}}, and the insights: {@code /integration/insights} and its {@code /{id}},
 * {@code /integration/servers} and each server's {@code /profile}, {@code /forecast} and {@code /quiet-windows},
 * {@code /integration/placement}, {@code /integration/lab-types} and {@code /integration/campus}. The insights are answered as
 * {@link org.ar1.integration.document.InsightJson InsightJson},
 * {@link org.ar1.integration.document.InsightCsv InsightCsv} and the corresponding classes for the campus write them;
 * unknown parameters are refused.
 *
 * <p>The reports are answered as {@link org.ar1.integration.document.ReportJson ReportJson} writes them, or with
 * {@code Accept: text/csv} as the table that {@link org.ar1.integration.document.ReportCsv ReportCsv} writes. A report
 * that failed is answered with 503 and {@code Retry-After}. {@code Cache-Control} states what caches may do with an
 * answer; {@code Age} and {@code Cache-Status} state how old its sources are. A caller that sends the entity tag of the
 * newest version in {@code If-None-Match} is answered with 304, and one that sends the tag of another version in
 * {@code If-Match} with 412. The resources block until the report is complete, at most until the client's deadline.
 *
 * <p>{@code ?format=csv} and {@code ?format=json} choose the representation for callers that cannot set a header, and
 * override {@code Accept}. With {@code format=csv} the answer also has a file name with the day of the report.
 * {@code ?bom=true} begins a table with the byte order mark that Excel needs.
 *
 * <p>{@code ?refresh=true} fetches the sources again, even if their values are fresh, at most once every ten seconds
 * for each report and each lab type of it. Requests within these ten seconds are answered as usual, with
 * {@code refresh-limited} in {@code Cache-Status}. A source in backoff is still not fetched.
 *
 * <p>Errors are problem details (RFC 9457, {@code application/problem+json}) with a stable {@code type} and the
 * {@code request_id} that the header {@code X-Request-Id} also holds: that of the request if it consists of 1 to 64
 * letters, digits, dots, underscores and hyphens, else a new one.
 *
 * <p>The feature installs no exception mapper, so it does not affect the errors of the application: the resources
 * handle their failures themselves. Requests to their paths that the JAX-RS implementation refuses (405, 406) become
 * problem details too, unless a mapper of the application gave the answer content. Paths without a resource are left to
 * the application.
 *
 * <p>The report of one learner is personal and has no resource here. The application reads it from
 * {@link IntegrationClient#learners()} and decides which callers may see it.
 *
 * <p>Thread-safe. One feature serves one application.
 */
public final class IntegrationFeature implements Feature {

    private final Supplier<Answers> answers;
    private final boolean root;

    /**
     * Creates a feature with all resources.
     *
     * @param client the client that gives the reports; the feature does not close it
     */
    public IntegrationFeature(IntegrationClient client) {
        this(over(client), true);
    }

    private IntegrationFeature(Supplier<Answers> answers, boolean root) {
        this.answers = answers;
        this.root = root;
    }

    private static Supplier<Answers> over(IntegrationClient client) {
        Answers answers = Answers.of(Objects.requireNonNull(client, "client"), false, false, List.of());
        return () -> answers;
    }

    /**
     * Creates a feature without the resource at {@code /}, for an application that has its own.
     *
     * @param client the client that gives the reports; the feature does not close it
     * @return the feature without {@code GET /}
     */
    public static IntegrationFeature reportsOnly(IntegrationClient client) {
        return new IntegrationFeature(over(client), false);
    }

    /**
     * Returns the objects that the feature registers, for
     * {@link jakarta.ws.rs.core.Application#getSingletons() Application.getSingletons()}. Use it, in place of the
     * feature, with an implementation that accepts only providers from a feature, such as RESTEasy.
     *
     * @return the resources, a request filter for their paths and two response filters, new ones each time
     */
    public Set<Object> singletons() {
        return Resources.all(answers, root, false);
    }

    @Override
    public boolean configure(FeatureContext context) {
        singletons().forEach(context::register);
        return true;
    }
}
