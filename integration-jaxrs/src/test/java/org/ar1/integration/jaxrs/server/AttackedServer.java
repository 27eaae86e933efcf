package org.ar1.integration.jaxrs.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;

/**
 * A server in a process of its own, to be attacked: prints its address and lives as long as its input is open. With a
 * keystore and the file of its password as arguments it speaks TLS.
 */
public final class AttackedServer {

    private AttackedServer() {}

    public static void main(String[] arguments) throws IOException {
        ServerConfig.Builder config = ServerConfig.builder();
        if (arguments.length > 0) {
            config.tls(Path.of(arguments[0]), Path.of(arguments[1]));
        }
        try (IntegrationServer server = Http.start(config.build(), new FakeClient())) {
            System.out.println(server.uri());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
