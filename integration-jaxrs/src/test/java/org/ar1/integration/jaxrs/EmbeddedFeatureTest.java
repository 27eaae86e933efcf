package org.ar1.integration.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.ar1.integration.jaxrs.http.Problem;
import org.ar1.integration.source.UnknownLabTypeException;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The feature as a guest: in an application with resources, errors and mappers of its own. */
class EmbeddedFeatureTest {

    private HttpServer http;

    private URI host(ResourceConfig application) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", ContainerFactory.createContainer(HttpHandler.class, application));
        http.start();
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Test
    void answersNextToTheApplicationsOwnResources() throws Exception {
        URI uri = host(new ResourceConfig(Own.class).register(new IntegrationFeature(new FakeClient())));

        assertThat(Http.send(uri, "GET", "/own").body()).isEqualTo("own");
        assertThat(Http.send(uri, "GET", "/").body())
                .contains("Integration Service")
                .doesNotContain("/health");
        HttpResponse<String> one = Http.send(uri, "GET", "/integration/server-allocation/a%2Fb;c");
        assertThat(one.statusCode()).isEqualTo(200);
        assertThat(one.body()).contains("\"a/b;c\"");
        assertThat(one.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void readsTheListsOfRequestsAtItsPathsOnly() throws Exception {
        URI uri = host(new ResourceConfig(Own.class).register(new IntegrationFeature(new FakeClient())));
        String path = "/integration/lab-utilization";

        assertThat(Http.send(uri, "GET", path, "Accept", "application/json, , text/csv;q=0.5")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Http.send(uri, "GET", path, "Accept", "application/json;q=0", "Accept", "*/*")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("text/csv;charset=utf-8");
        assertThat(Http.send(uri, "GET", "/", "Accept", "text/html").statusCode())
                .isEqualTo(406);
        assertThat(Http.send(uri, "GET", path, "If-Match", "\"x\"").statusCode())
                .isEqualTo(412);
        assertThat(Http.send(uri, "GET", "/own", "Accept", "application/json").statusCode())
                .isEqualTo(406);
    }

    @Test
    void passesOnTracesThatAreValidOnly() throws Exception {
        FakeClient client = new FakeClient();
        URI uri = host(new ResourceConfig(Own.class).register(new IntegrationFeature(client)));
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        for (String sent : List.of(trace, trace + "-extra", "01" + trace.substring(2) + "-extra", "nonsense")) {
            Http.send(uri, "GET", "/integration/lab-utilization", "traceparent", sent);
        }

        assertThat(client.traces).containsExactly(trace, "null", trace, "null");
    }

    @Test
    void leavesTheRootToTheApplicationIfAsked() throws Exception {
        URI uri = host(new ResourceConfig(OwnRoot.class).register(IntegrationFeature.reportsOnly(new FakeClient())));

        assertThat(Http.send(uri, "GET", "/").body()).isEqualTo("own root");
        assertThat(Http.send(uri, "GET", "/integration/lab-utilization").statusCode())
                .isEqualTo(200);
    }

    @Test
    void worksAsSingletonsOfAStandardApplication() throws Exception {
        URI uri = host(ResourceConfig.forApplication(new Application() {
            @Override
            @SuppressWarnings("deprecation") // and still the only standard way to pass resources that exist
            public Set<Object> getSingletons() {
                return new IntegrationFeature(new FakeClient()).singletons();
            }
        }));

        assertThat(Http.send(uri, "GET", "/").statusCode()).isEqualTo(200);
        assertThat(Http.send(uri, "GET", "/integration/lab-utilization/docker").body())
                .contains("\"docker\"");
        assertThat(Http.send(uri, "POST", "/integration/lab-utilization")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue(Problem.MEDIA_TYPE);
    }

    @Test
    void leavesTheErrorsOfTheApplicationAlone() throws Exception {
        URI uri = host(new ResourceConfig(Own.class)
                .register(new IntegrationFeature(new FakeClient()))
                .register(new OwnMapper()));

        HttpResponse<String> failure = Http.send(uri, "GET", "/own/failure");
        HttpResponse<String> missing = Http.send(uri, "GET", "/own/missing");
        HttpResponse<String> nowhere = Http.send(uri, "GET", "/nowhere");

        assertThat(failure.statusCode()).isEqualTo(418);
        assertThat(failure.body()).isEqualTo("mapped by the application");
        assertThat(failure.headers().firstValue("X-Request-Id")).isEmpty();
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).isEmpty();
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.headers().firstValue("Content-Type")).isNotEqualTo(Problem.MEDIA_TYPE);
    }

    @Test
    void keepsItsOwnErrorsFromTheApplicationsMappers() throws Exception {
        URI unexpected = host(new ResourceConfig(Own.class)
                .register(new IntegrationFeature(FakeClient.failing(new IllegalStateException("secret"))))
                .register(new OwnMapper()));
        HttpResponse<String> failure = Http.send(unexpected, "GET", "/integration/lab-utilization");
        http.stop(0);
        URI unknown = host(new ResourceConfig(Own.class)
                .register(new IntegrationFeature(FakeClient.failing(new UnknownLabTypeException("nope"))))
                .register(new OwnMapper()));
        HttpResponse<String> missing = Http.send(unknown, "GET", "/integration/server-allocation/nope");

        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(failure.body()).doesNotContain("secret");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(Http.json(missing).path("type").asText()).endsWith(":unknown-lab-type");
    }

    @Test
    void givesProblemsToWhatJaxRsRefusesAtItsPathsOnly() throws Exception {
        URI uri = host(new ResourceConfig(Own.class).register(new IntegrationFeature(new FakeClient())));

        HttpResponse<String> method = Http.send(uri, "POST", "/integration/lab-utilization");
        HttpResponse<String> mediaType =
                Http.send(uri, "GET", "/integration/lab-utilization/docker", "Accept", "text/html");
        HttpResponse<String> ownMethod = Http.send(uri, "POST", "/own");

        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(Http.json(method).path("type").asText()).endsWith(":method-not-allowed");
        assertThat(mediaType.statusCode()).isEqualTo(406);
        assertThat(Http.json(mediaType).path("type").asText()).endsWith(":not-acceptable");
        assertThat(ownMethod.statusCode()).isEqualTo(405);
        assertThat(ownMethod.body()).isEmpty();
    }

    /** A resource of the application. */
    @Path("/own")
    public static final class Own {
        @GET
        @Produces("text/plain")
        public String get() {
            return "own";
        }

        @GET
        @Path("{how}")
        public String fail(@PathParam("how") String how) {
            return switch (how) {
                case "missing" -> throw new NotFoundException();
                case "failure" -> throw new IllegalStateException("the application's");
                default -> how;
            };
        }
    }

    /** An application's resource at the root. */
    @Path("/")
    public static final class OwnRoot {
        @GET
        public String get() {
            return "own root";
        }
    }

    private static final class OwnMapper implements ExceptionMapper<IllegalStateException> {
        @Override
        public Response toResponse(IllegalStateException e) {
            return Response.status(418).entity("mapped by the application").build();
        }
    }
}
