package org.ar1.integration.jaxrs.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.ar1.integration.internal.file.InvalidFileException;

/**
 * The private keys of a keystore with their certificates. Immutable.
 *
 * @param keys gives the keys to handshakes
 * @param until when the first of the certificates expires
 */
record Identity(X509ExtendedKeyManager keys, Instant until) {

    /** How a key signs, by its algorithm; keys of other algorithms are not checked. */
    private static final Map<String, String> SIGNATURES =
            Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "EdDSA");

    /**
     * Reads a keystore, or a PEM file.
     *
     * @param password the password of the keystore and of its keys; without meaning for PEM
     * @throws InvalidFileException when it cannot be used; the message has nothing of either
     */
    static Identity of(byte[] keystore, char[] password) throws InvalidFileException {
        if (Pem.isOne(keystore)) {
            return of(Pem.keystore(keystore), new char[0]);
        }
        return of(load(keystore, password), password);
    }

    /** A key that does not belong to its certificate would fail every handshake. */
    private static void requireFit(PrivateKey key, X509Certificate certificate) throws InvalidFileException {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        if (algorithm != null && !verifies(algorithm, key, certificate)) {
            throw new InvalidFileException("a private key in it is not that of its certificate: write the key of the"
                    + " server's certificate into it, and that certificate before those that issued it");
        }
    }

    private static boolean verifies(String algorithm, PrivateKey key, X509Certificate certificate) {
        byte[] content = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(content);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(content);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // the certificate is for a key of another algorithm
        }
    }

    private static KeyStore load(byte[] content, char[] password) throws InvalidFileException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12"); // reads JKS too
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (IOException e) {
            throw new InvalidFileException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "the password is not that of the keystore: set " + TlsFiles.PASSWORD_VARIABLE
                                    + " to a file with its password"
                            : "it is no keystore: it must be PKCS12, JKS, or PEM with the private key and its"
                                    + " certificates");
        } catch (GeneralSecurityException e) {
            throw new InvalidFileException("it cannot be used by this Java: write it anew as PKCS12");
        }
    }

    private static Identity of(KeyStore store, char[] password) throws InvalidFileException {
        try {
            Instant until = null;
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    requireFit(key, certificate);
                    Instant end = certificate.getNotAfter().toInstant();
                    until = until == null || end.isBefore(until) ? end : until;
                }
            }
            if (until == null) {
                throw new InvalidFileException(
                        "there is no private key with a certificate in it: add the key and its certificates");
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
            factory.init(store, password);
            for (KeyManager manager : List.of(factory.getKeyManagers())) {
                if (manager instanceof X509ExtendedKeyManager keys) {
                    return new Identity(keys, until);
                }
            }
            throw new InvalidFileException("this Java has no use for its keys: write it anew as PKCS12");
        } catch (GeneralSecurityException e) {
            throw new InvalidFileException(
                    "its keys have another password than the keystore: give them the same password");
        }
    }
}
