package org.ar1.integration.jaxrs.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.ar1.integration.jaxrs.server.tls.TestCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same attacks within TLS, and those below TLS. Each connection begins with a handshake, so there are few of them
 * unless the profile {@code attacks} says otherwise.
 */
class TlsAttackTest extends ServerAttacks {

    private static final int MANY = Integer.getInteger("attacks.many", 30);
    private static final int SOME = Integer.getInteger("attacks.some", 8);

    /** The beginning of a ClientHello record of 512 bytes. */
    private static final byte[] HALF_A_HANDSHAKE = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    private static SSLContext trusting;
    private static HttpClient client;

    TlsAttackTest() {
        super(MANY, SOME, 16_384); // room for a handshake and an answer
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        TestCertificate certificate = TestCertificate.in(folder, "attacked");
        trusting = TestCertificate.trusting(certificate);
        client = HttpClient.newBuilder()
                .sslContext(trusting)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        ServerAttacks.start(
                certificate.keystore().toString(), certificate.passwordFile().toString());
    }

    @Override
    HttpClient client() {
        return client;
    }

    @Override
    Socket over(Socket connection) throws IOException {
        SSLSocket socket = (SSLSocket)
                trusting.getSocketFactory().createSocket(connection, "localhost", connection.getPort(), true);
        socket.startHandshake();
        return socket;
    }

    @Test
    void handshakesThatNeverEnd() throws IOException {
        for (int i = 0; i < MANY; i++) {
            connect().getOutputStream().write(HALF_A_HANDSHAKE);
        }
    }

    @Test
    void handshakesThatNeverBegin() throws IOException {
        for (int i = 0; i < MANY; i++) {
            connect();
        }
    }

    @Test
    void plainHttpOnTheTlsPort() throws IOException {
        for (int i = 0; i < MANY; i++) {
            Socket attacker = connect();
            attacker.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(attacker)).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void recordsThatAreNone() throws IOException {
        for (String bytes :
                new String[] {"\0\0\0\0\0\0\0\0", "\u0016\u0003\u0003\u00ff\u00ff", "\u0017\u0003\u0003\0\u0001x"}) {
            Socket attacker = connect();
            attacker.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            attacker.shutdownOutput();
            assertThat(answer(attacker)).doesNotContain("HTTP/1.1");
        }
    }
}
