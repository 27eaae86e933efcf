package org.ar1.integration.jaxrs.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.jaxrs.FakeClient;
import org.ar1.integration.jaxrs.Http;
import org.ar1.integration.jaxrs.server.IntegrationServer;
import org.ar1.integration.jaxrs.server.ServerConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    @TempDir
    private static Path certificates;

    private static TestCertificate first;
    private static TestCertificate second;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() {
        first = TestCertificate.in(certificates, "first");
        second = TestCertificate.in(certificates, "second");
    }

    private static ServerConfig config(TestCertificate certificate) {
        return ServerConfig.builder()
                .tls(certificate.keystore(), certificate.passwordFile())
                .build();
    }

    private static SSLSocket connect(SSLContext context, int port, String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    /** Sends a request and reads the head of the answer. */
    private static String ask(Socket socket, String path) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int c = socket.getInputStream().read();
            if (c < 0) {
                break;
            }
            head.write(c);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        String length = text.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .map(line -> line.substring(15).strip())
                .findFirst()
                .orElse("0");
        socket.getInputStream().readNBytes(Integer.parseInt(length));
        return text;
    }

    private static X509Certificate shown(SSLSocket socket) throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsOfTlsAreSpoken(String version) throws Exception {
        try (IntegrationServer server = Http.start(config(first), new FakeClient());
                SSLSocket socket = connect(TestCertificate.trusting(first), server.port(), version)) {
            assertThat(server.uri().toString()).isEqualTo("https://127.0.0.1:" + server.port() + "/");
            assertThat(ask(socket, "/health/live")).startsWith("HTTP/1.1 200 ");
            assertThat(ask(socket, "/integration/lab-utilization")).startsWith("HTTP/1.1 200 ");
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(shown(socket)).isEqualTo(first.certificate());
        }
    }

    /** A ClientHello, which the JDK's client does not send for versions that it has disabled. */
    private static byte[] hello(int minorVersion) {
        return new byte[] {
            22,
            3,
            1,
            0,
            53, // a handshake record of 53 bytes
            1,
            0,
            0,
            49,
            3,
            (byte) minorVersion, // ClientHello of 49 bytes
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14,
            15,
            16,
            17,
            18,
            19,
            20,
            21,
            22,
            23,
            24,
            25,
            26,
            27,
            28,
            29,
            30,
            31, // the random
            0, // no session
            0,
            10,
            (byte) 0xc0,
            9,
            (byte) 0xc0,
            10,
            (byte) 0xc0,
            43,
            (byte) 0xc0,
            44,
            0,
            47, // cipher suites
            1,
            0 // no compression
        };
    }

    /** The type of the first record of an answer; -1 when the connection is closed without one. */
    private static int answerTo(byte[] hello, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(hello);
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    @Test
    void olderVersionsAreRefused() throws Exception {
        int handshake = 22;
        try (IntegrationServer server = Http.start(config(first), new FakeClient())) {
            assertThat(answerTo(hello(3), server.port())).as("TLS 1.2").isEqualTo(handshake);
            assertThat(answerTo(hello(2), server.port())).as("TLS 1.1").isNotEqualTo(handshake);
            assertThat(answerTo(hello(1), server.port())).as("TLS 1.0").isNotEqualTo(handshake);
        }
    }

    @Test
    void plainHttpOnTheTlsPortIsNotAnswered() throws Exception {
        try (IntegrationServer server = Http.start(config(first), new FakeClient());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            assertThat(plainAnswer(socket)).doesNotContain("HTTP/1.1");
            try (SSLSocket good = connect(TestCertificate.trusting(first), server.port())) {
                assertThat(ask(good, "/")).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    private static String plainAnswer(Socket socket) throws IOException {
        try {
            return ask(socket, "/");
        } catch (SocketException reset) {
            return "";
        }
    }

    @Test
    void aNewCertificateIsForNewConnectionsAndOpenOnesGoOn() throws Exception {
        Path keystore = folder.resolve("keystore");
        Files.copy(first.keystore(), keystore);
        try (TlsFiles tls = TlsFiles.open(keystore, first.passwordFile());
                Started server = new Started(tls);
                SSLSocket before = connect(TestCertificate.trusting(first, second), server.port())) {
            assertThat(ask(before, "/")).startsWith("HTTP/1.1 200 ");

            Files.copy(second.keystore(), keystore, StandardCopyOption.REPLACE_EXISTING);
            tls.look();

            try (SSLSocket after = connect(TestCertificate.trusting(first, second), server.port())) {
                assertThat(ask(after, "/")).startsWith("HTTP/1.1 200 ");
                assertThat(shown(after)).isEqualTo(second.certificate());
            }
            assertThat(ask(before, "/")).startsWith("HTTP/1.1 200 ");
            assertThat(shown(before)).isEqualTo(first.certificate());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no keystore", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void aFaultyNewFileKeepsTheOldCertificate(String content) throws Exception {
        Path keystore = folder.resolve("keystore");
        Files.copy(first.keystore(), keystore);
        try (TlsFiles tls = TlsFiles.open(keystore, first.passwordFile());
                Started server = new Started(tls)) {
            Files.writeString(keystore, content);
            tls.look();
            Files.delete(keystore);
            tls.look();

            try (SSLSocket socket = connect(TestCertificate.trusting(first), server.port())) {
                assertThat(ask(socket, "/")).startsWith("HTTP/1.1 200 ");
                assertThat(shown(socket)).isEqualTo(first.certificate());
            }
        }
    }

    @Test
    void jksAndPemAreReadToo() throws Exception {
        TestCertificate jks = TestCertificate.in(folder, "jks", "JKS");
        Path pem = folder.resolve("server.pem");
        Files.writeString(pem, "# made today\n" + first.pem());

        assertThat(TlsFiles.refusal(jks.keystore(), jks.passwordFile())).isEmpty();
        assertThat(TlsFiles.refusal(pem, null)).isEmpty();
        try (TlsFiles tls = TlsFiles.open(pem, null);
                Started server = new Started(tls);
                SSLSocket socket = connect(TestCertificate.trusting(first), server.port())) {
            assertThat(ask(socket, "/")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void settingsThatCannotBeUsedAreNamedWithoutThePassword() throws Exception {
        Path wrong = folder.resolve("wrong");
        Files.writeString(wrong, "s3cret");

        assertThatThrownBy(() ->
                        ServerConfig.builder().tls(first.keystore(), wrong).build())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("INTEGRATION_API_TLS_KEYSTORE is \"" + first.keystore()
                        + "\", but the password is not that of the keystore")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> ServerConfig.builder().tls(wrong, wrong).build())
                .hasMessageContaining("it is no keystore: it must be PKCS12, JKS, or PEM");
        assertThatThrownBy(() -> ServerConfig.builder()
                        .tls(folder.resolve("absent"), wrong)
                        .build())
                .hasMessageContaining("it cannot be read: name a regular file");
        assertThatThrownBy(() -> ServerConfig.builder()
                        .tls(first.keystore(), folder.resolve("absent"))
                        .build())
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .asString()
                                .startsWith("INTEGRATION_API_TLS_KEYSTORE_PASSWORD_FILE is "));
        assertThatThrownBy(() -> ServerConfig.fromEnvironment(Map.of(
                        "INTEGRATION_API_TLS_KEYSTORE_PASSWORD_FILE",
                        first.passwordFile().toString())))
                .hasMessageStartingWith("INTEGRATION_API_TLS_KEYSTORE_PASSWORD_FILE is ")
                .hasMessageContaining("INTEGRATION_API_TLS_KEYSTORE is not set");
        assertThatThrownBy(() -> ServerConfig.fromEnvironment(
                        Map.of("INTEGRATION_API_TLS_KEYSTORE", first.keystore().toString())))
                .hasMessageContaining("set INTEGRATION_API_TLS_KEYSTORE_PASSWORD_FILE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
            })
    void aKeyOfAnotherFormIsRefusedWithTheCommandThatConvertsIt(String key) throws Exception {
        Path pem = folder.resolve("server.pem");
        Files.writeString(pem, key);

        assertThat(TlsFiles.refusal(pem, null))
                .hasValueSatisfying(problem -> assertThat(problem).contains("openssl pkcs8 -topk8 -nocrypt"));
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        Path pem = folder.resolve("server.pem");
        Files.writeString(pem, key(first.pem()) + certificate(second.pem()));
        assertThat(TlsFiles.refusal(pem, null))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("a private key in it is not that of its certificate"));

        Files.writeString(
                pem,
                key(first.pem())
                        + certificate(TestCertificate.in(folder, "rsa", "PKCS12", "RSA")
                                .pem()));
        assertThat(TlsFiles.refusal(pem, null)).isPresent();

        Files.writeString(pem, certificate(first.pem()) + key(first.pem()));
        assertThat(TlsFiles.refusal(pem, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "Ed25519"})
    void aKeyOfAnotherAlgorithmFitsItsCertificateToo(String algorithm) throws Exception {
        TestCertificate certificate = TestCertificate.in(folder, "server", "PKCS12", algorithm);
        Path pem = folder.resolve("server.pem");
        Files.writeString(pem, certificate.pem());

        assertThat(TlsFiles.refusal(certificate.keystore(), certificate.passwordFile()))
                .isEmpty();
        assertThat(TlsFiles.refusal(pem, null)).isEmpty();
    }

    private static String key(String pem) {
        return pem.substring(0, pem.indexOf("-----BEGIN CERTIFICATE"));
    }

    private static String certificate(String pem) {
        return pem.substring(pem.indexOf("-----BEGIN CERTIFICATE"));
    }

    /** A bare server with such a certificate, whose file the test reads again itself. */
    private static final class Started implements AutoCloseable {

        private final HttpServer server;

        Started(TlsFiles tls) throws IOException {
            HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            https.setHttpsConfigurator(tls.configurator());
            https.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            https.start();
            server = https;
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
