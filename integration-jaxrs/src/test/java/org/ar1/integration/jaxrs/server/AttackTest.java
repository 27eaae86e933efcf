package org.ar1.integration.jaxrs.server;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import org.ar1.integration.jaxrs.Http;
import org.junit.jupiter.api.BeforeAll;

class AttackTest extends ServerAttacks {

    AttackTest() {
        super(2_000, 150, 1_024);
    }

    @BeforeAll
    static void start() throws IOException {
        ServerAttacks.start();
    }

    @Override
    HttpClient client() {
        return Http.CLIENT;
    }

    @Override
    Socket over(Socket connection) {
        return connection;
    }
}
