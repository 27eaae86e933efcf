package org.ar1.integration.jaxrs.server;

import java.io.IOException;
import java.io.OutputStream;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;

/** A server in a process of its own, to be attacked: prints its address and lives as long as its input is open. */
public final class AttackedServer {

    private AttackedServer() {}

    public static void main(String[] arguments) throws IOException {
        try (IntegrationServer server = Http.start(new FakeClient())) {
            System.out.println(server.uri());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
