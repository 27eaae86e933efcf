package org.ar1.integration.jaxrs.server.tls;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.ar1.integration.config.InvalidConfigException;
import org.ar1.integration.internal.file.InvalidFileException;
import org.ar1.integration.internal.file.SmallFile;
import org.ar1.integration.internal.file.WatchedFile;
import org.jspecify.annotations.Nullable;

/**
 * The server's key and certificates, in a keystore whose password is in another file. Both are read again when they
 * change: new connections get the new certificate, and those that are open go on. Thread-safe.
 */
public final class TlsFiles implements AutoCloseable {

    public static final String VARIABLE = "INTEGRATION_API_TLS_KEYSTORE";
    public static final String PASSWORD_VARIABLE = "INTEGRATION_API_TLS_KEYSTORE_PASSWORD_FILE";

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final WatchedFile.Kind<Identity> KIND = new WatchedFile.Kind<>(
            VARIABLE, "certificates", TlsFiles::parse, identity -> "certificates until " + identity.until());

    private final WatchedFile<Identity> file;

    private TlsFiles(WatchedFile<Identity> file) {
        this.file = file;
    }

    /**
     * Reads both files, and again when they change.
     *
     * @param passwordFile the file of the password; null for PEM, which has none
     * @throws InvalidConfigException when they cannot be used; nothing of either is in the message
     */
    public static TlsFiles open(Path keystore, @Nullable Path passwordFile) {
        try {
            return new TlsFiles(
                    WatchedFile.open(KIND, () -> read(keystore, passwordFile)).watched());
        } catch (IOException | InvalidFileException e) {
            throw new InvalidConfigException(List.of(VARIABLE + " " + SmallFile.refusal(keystore, e)));
        }
    }

    /**
     * Why the files cannot be used.
     *
     * @return the rest of a sentence that begins with the setting; empty when they can be used
     */
    public static Optional<String> refusal(Path keystore, @Nullable Path passwordFile) {
        try {
            parse(read(keystore, passwordFile));
            return Optional.empty();
        } catch (IOException | InvalidFileException e) {
            return Optional.of(SmallFile.refusal(keystore, e));
        }
    }

    /** The length of the password, the password and the keystore, so that a change of either is a change. */
    private static byte[] read(Path keystore, @Nullable Path passwordFile) throws IOException {
        byte[] store = SmallFile.read(keystore);
        byte[] password = passwordFile == null ? new byte[0] : SmallFile.read(passwordFile);
        return ByteBuffer.allocate(Integer.BYTES + password.length + store.length)
                .putInt(password.length)
                .put(password)
                .put(store)
                .array();
    }

    private static Identity parse(byte[] content) throws InvalidFileException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        byte[] password = new byte[buffer.getInt()];
        buffer.get(password);
        byte[] store = new byte[buffer.remaining()];
        buffer.get(store);
        String line = new String(password, StandardCharsets.UTF_8);
        return Identity.of(store, line.replaceFirst("\\R$", "").toCharArray());
    }

    /** Configures an HTTPS server for TLS 1.2 and 1.3, whose cipher suites are those of the JDK. */
    public HttpsConfigurator configurator() {
        SSLContext context;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new CurrentKeys(file::current)}, null, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters connection) {
                SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
                parameters.setProtocols(PROTOCOLS);
                connection.setSSLParameters(parameters);
            }
        };
    }

    /** Reads the files again; on one thread at a time. */
    void look() {
        file.look();
    }

    @Override
    public void close() {
        file.close();
    }
}
