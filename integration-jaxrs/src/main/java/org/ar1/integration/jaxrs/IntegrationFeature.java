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
 * Brings the reports into a JAX-RS 3.1 application, without a JSON provider:
 *
 * <pre>{@code
 * resourceConfig.register(new IntegrationFeature(client));
 * }</pre>
 *
 * <p>Jersey takes resources from a feature; implementations that do not take them from {@link #singletons()}.
 *
 * <p>The resources are {@code GET /}, {@code /integration/lab-utilization}, {@code /integration/server-allocation}, each
 * report's {@code /{lab_type}}, and the insights: {@code /integration/insights} and its {@code /{id}},
 * {@code /integration/servers} and each server's {@code /profile}, {@code /forecast} and {@code /quiet-windows},
 * {@code /integration/placement} and {@code /integration/lab-types}, which answer the bytes of
 * {@link org.ar1.integration.document.InsightJson InsightJson}, {@link org.ar1.integration.document.InsightCsv InsightCsv} and
 * their siblings of the campus, and refuse parameters that they do not know. The reports answer the bytes of
 * {@link org.ar1.integration.document.ReportJson ReportJson}, or with {@code Accept: text/csv} the table that
 * {@link org.ar1.integration.document.ReportCsv ReportCsv} writes; a report that failed is answered with status 503 and
 * {@code Retry-After}. What caches may do with them, and how old their sources are, stands in {@code Cache-Control},
 * {@code Age} and {@code Cache-Status}; a caller who names the version it has in {@code If-None-Match} is answered with
 * 304 while that is the newest, and one who names another in {@code If-Match} with 412. They block until the report is there, at most for the client's deadline.
 *
 * <p>{@code ?format=csv} and {@code ?format=json} name the form where no header can be set, and go before {@code Accept};
 * {@code format=csv} also gives the answer a file name with the day of the report. {@code ?bom=true} begins a table with the
 * byte order mark that Excel needs.
 *
 * <p>With {@code ?refresh=true} the sources are asked again, however fresh their values are, at most once in ten seconds
 * for each report and each lab type of it; earlier requests are answered as usual, which {@code Cache-Status} tells with
 * {@code refresh-limited}. A source in backoff is not fetched all the same.
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

    private final Supplier<Answers> answers;
    private final boolean root;

    /**
     * All resources.
     *
     * @param client where the reports come from; never closed here
     */
    public IntegrationFeature(IntegrationClient client) {
        this(over(client), true);
    }

    private IntegrationFeature(Supplier<Answers> answers, boolean root) {
        this.answers = answers;
        this.root = root;
    }

    private static Supplier<Answers> over(IntegrationClient client) {
        Answers answers = Answers.of(Objects.requireNonNull(client, "client"), false, List.of());
        return () -> answers;
    }

    /**
     * The reports only, for an application that has a resource of its own at {@code /}.
     *
     * @param client where the reports come from; never closed here
     * @return the feature without {@code GET /}
     */
    public static IntegrationFeature reportsOnly(IntegrationClient client) {
        return new IntegrationFeature(over(client), false);
    }

    /**
     * What the feature registers, for {@link jakarta.ws.rs.core.Application#getSingletons() Application.getSingletons()}
     * of an implementation that takes only providers from a feature, as RESTEasy does. The feature itself is then not
     * registered.
     *
     * @return the resources, a request filter for their paths and two response filters, new ones each time
     */
    public Set<Object> singletons() {
        return Resources.all(answers, root);
    }

    @Override
    public boolean configure(FeatureContext context) {
        singletons().forEach(context::register);
        return true;
    }
}
