package org.ar1.integration.jaxrs.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ar1.integration.internal.file.InvalidFileException;

/** A private key and its certificates as text (RFC 7468), in one file: the key unencrypted, the certificates in order. */
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+?)-----END \\1-----");
    private static final String BEGIN = "-----BEGIN ";
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private Pem() {}

    /** Whether a content is text with such blocks; text may stand before the first. */
    static boolean isOne(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(BEGIN);
    }

    /**
     * A keystore without a password that has the key and its certificates.
     *
     * @throws InvalidFileException when either is missing or cannot be read
     */
    static KeyStore keystore(byte[] content) throws InvalidFileException {
        PrivateKey key = null;
        List<Certificate> chain = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            byte[] block = decoded(blocks.group(2));
            switch (blocks.group(1)) {
                case "CERTIFICATE" -> chain.add(certificate(block));
                case "PRIVATE KEY" -> key = key(block);
                default -> {
                    if (blocks.group(1).endsWith("PRIVATE KEY")) {
                        throw new InvalidFileException("the private key in it is of another form than PKCS #8 without"
                                + " a password: convert it with \"openssl pkcs8 -topk8 -nocrypt\"");
                    }
                }
            }
        }
        if (key == null || chain.isEmpty()) {
            throw new InvalidFileException("it must have both the private key and its certificates: write them into one"
                    + " file, as \"cat privkey.pem fullchain.pem\" does");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain.toArray(Certificate[]::new));
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidFileException("this Java cannot keep its key: write it as PKCS12");
        }
    }

    private static byte[] decoded(String base64) throws InvalidFileException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidFileException("a block of it is no Base64: write it anew");
        }
    }

    private static Certificate certificate(byte[] block) throws InvalidFileException {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block));
        } catch (GeneralSecurityException e) {
            throw new InvalidFileException("a certificate in it cannot be read: write it anew");
        }
    }

    private static PrivateKey key(byte[] block) throws InvalidFileException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(block));
            } catch (GeneralSecurityException another) {
                // The form of the key does not say its algorithm before it is read.
            }
        }
        throw new InvalidFileException("the private key in it cannot be read: it must be of EC, RSA or EdDSA");
    }
}
