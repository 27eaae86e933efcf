package org.ar1.integration.jaxrs.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key with a certificate of its own for localhost, made by {@code keytool} for this run, and the file of its password.
 *
 * @param keystore PKCS12
 * @param passwordFile the password with a line break
 */
public record TestCertificate(Path keystore, Path passwordFile) {

    public static final String PASSWORD = "changeit";

    /** Makes one in a folder. */
    public static TestCertificate in(Path folder, String name) {
        return in(folder, name, "PKCS12");
    }

    static TestCertificate in(Path folder, String name, String type) {
        return in(folder, name, type, "EC");
    }

    static TestCertificate in(Path folder, String name, String type, String algorithm) {
        Path keystore = folder.resolve(name + ".keystore");
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            name,
                            "-keyalg",
                            algorithm,
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "san=ip:127.0.0.1,dns:localhost",
                            "-validity",
                            "2",
                            "-storetype",
                            type,
                            "-keystore",
                            keystore.toString(),
                            "-storepass",
                            PASSWORD,
                            "-keypass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(keytool.waitFor()).as(said).isZero();
            Path passwordFile = folder.resolve(name + ".password");
            Files.writeString(passwordFile, PASSWORD + "\n");
            return new TestCertificate(keystore, passwordFile);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** The certificate. */
    public X509Certificate certificate() {
        try {
            KeyStore store = store();
            return (X509Certificate) store.getCertificate(store.aliases().nextElement());
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The key and the certificate as PEM. */
    public String pem() {
        try {
            KeyStore store = store();
            String alias = store.aliases().nextElement();
            return block(
                            "PRIVATE KEY",
                            store.getKey(alias, PASSWORD.toCharArray()).getEncoded())
                    + block("CERTIFICATE", store.getCertificate(alias).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    /** Trusts these certificates and no others. */
    public static SSLContext trusting(TestCertificate... trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < trusted.length; i++) {
                store.setCertificateEntry("trusted" + i, trusted[i].certificate());
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
