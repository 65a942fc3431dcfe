package io.mullama.server.access;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate's private key from PEM text: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC), not encrypted. Stateless. */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----(.*?)-----END \\1PRIVATE KEY-----", Pattern.DOTALL);

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final byte[] PROBE = {1, 2, 3};

    private PemKey() {}

    static PrivateKey read(String pem, PublicKey certified, Path file) {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw refused(
                    file + " holds no private key",
                    "tls_key takes a PEM file with '-----BEGIN PRIVATE KEY-----', such as 'openssl pkey' writes");
        }
        String kind = block.group(1).strip();
        if (kind.equals("ENCRYPTED") || block.group(2).contains("ENCRYPTED")) {
            throw refused(
                    "the private key in " + file + " is encrypted",
                    "decrypt it with 'openssl pkey -in " + file + " -out KEY' into a file that only the daemon's user"
                            + " reads");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            byte[] pkcs8 = kind.isEmpty() ? der : wrapped(der, certified);
            PrivateKey key =
                    KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            requirePair(key, certified);
            return key;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw refused(
                            "the private key in " + file + " is not the certificate's, or is damaged",
                            "tls_key takes the key that the first certificate of tls_cert was made with")
                    .causedBy(e);
        }
    }

    private static void requirePair(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm = switch (certified.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> certified.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("another key's signature");
        }
    }

    /** The older forms lack what PKCS#8 (RFC 5208 section 5) puts around them: which algorithm the key is for. */
    private static byte[] wrapped(byte[] der, PublicKey certified) {
        ByteBuffer publicInfo = ByteBuffer.wrap(certified.getEncoded());
        enter(publicInfo);
        int start = publicInfo.position();
        int length = enter(publicInfo);
        byte[] algorithm = new byte[publicInfo.position() - start + length];
        publicInfo.position(start).get(algorithm);
        byte[] version = element(INTEGER, new byte[] {0});
        return element(SEQUENCE, version, algorithm, element(OCTET_STRING, der));
    }

    /** Reads the tag and the length of a DER element (X.690 section 8.1), which is returned. */
    private static int enter(ByteBuffer der) {
        der.get();
        int length = der.get() & 0xff;
        if (length < 0x80) {
            return length;
        }
        int value = 0;
        for (int i = 0; i < (length & 0x7f); i++) {
            value = (value << 8) | (der.get() & 0xff);
        }
        return value;
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        int length = content.size();
        if (length < 0x80) {
            element.write(length);
        } else {
            // Four bytes hold every length, but DER wants no leading zeros.
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            element.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                element.write(length >> (8 * i));
            }
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    private static MullamaException refused(String message, String hint) {
        return new MullamaException(ErrorCode.INVALID_SETTING, message, hint);
    }
}
