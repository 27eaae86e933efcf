package org.ar1.integration.examples;

import org.ar1.integration.IntegrationClient;
import org.ar1.integration.config.IntegrationConfig;
import org.ar1.integration.jaxrs.IntegrationFeature;
import org.ar1.integration.testkit.SampleCampus;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Mounts the integration's resources in an application of one's own, next to its own resources. */
public final class OwnApplication {

    private OwnApplication() {}

    /** A resource that the application has anyway. */
    @Path("/hello")
    public static final class Hello {

        /** Made by the application. */
        public Hello() {}

        /**
         * Greets.
         *
         * @return a greeting
         */
        @GET
        public String greet() {
            return "Hello from our own application";
        }
    }

    /**
     * Runs on a sample campus.
     *
     * @param args none
     * @throws IOException when a request fails
     * @throws InterruptedException when a request is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (SampleCampus campus = SampleCampus.start()) {
            run(campus.environment(), System.out);
        }
    }

    static void run(Map<String, String> environment, PrintStream out) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (IntegrationClient client = IntegrationClient.create(IntegrationConfig.fromEnvironment(environment))) {
            ResourceConfig application =
                    new ResourceConfig().register(Hello.class).register(new IntegrationFeature(client));
            server.createContext("/", ContainerFactory.createContainer(HttpHandler.class, application));
            server.setExecutor(threads);
            server.start();
            URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            print(base.resolve("hello"), out);
            print(base.resolve("integration/lab-utilization/docker"), out);
        } finally {
            server.stop(0);
            threads.shutdown();
        }
    }

    private static void print(URI uri, PrintStream out) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).build();
        String body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        out.println(uri.getPath() + ": " + (body.length() <= 120 ? body : body.substring(0, 120) + "..."));
    }
}
