package org.ar1.integration.benchmarks;

import com.sun.net.httpserver.HttpServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.net.URI;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** The limit of the start: Jersey on the JDK's HTTP server with one resource, and nothing else. */
final class BareJersey {

    private BareJersey() {}

    /** Its only resource. */
    @Path("/")
    public static final class Hello {

        /** Says so. */
        @GET
        @Produces("application/json")
        public String hello() {
            return "{\"service\":\"bare\"}";
        }
    }

    /** Listens on the port that is the argument. */
    public static void main(String[] arguments) {
        HttpServer server = JdkHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:" + arguments[0] + "/"), new ResourceConfig(Hello.class));
        System.out.println(
                "It listens on http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
