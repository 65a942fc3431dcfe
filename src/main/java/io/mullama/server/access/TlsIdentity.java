package io.mullama.server.access;

import io.mullama.config.AccessSettings;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What the server proves itself with under TLS: a certificate, those above it, and its key, from PEM files. Stateless. */
public final class TlsIdentity {
    private static final System.Logger LOG = System.getLogger(TlsIdentity.class.getName());

    /** Of a key store that never leaves memory. */
    private static final char[] NO_SECRET = "memory".toCharArray();

    /** A file may hold the key beside them. */
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private TlsIdentity() {}

    /**
     * The identity that the settings name; empty where they name none.
     *
     * @throws MullamaException that says which file is at fault
     */
    public static Optional<SSLContext> of(AccessSettings settings) {
        Optional<Path> key = settings.privateKey();
        return settings.certificate().map(chain -> context(chain, key.orElseThrow()));
    }

    private static SSLContext context(Path chainFile, Path keyFile) {
        X509Certificate[] chain = certificates(chainFile);
        PrivateKey key = PemKey.read(text(keyFile), chain[0].getPublicKey(), keyFile);
        warnWhereExpired(chain[0], chainFile);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("mullama", key, NO_SECRET, chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_SECRET);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_SETTING,
                            "TLS cannot use the certificate " + chainFile + " with its key: " + e.getMessage(),
                            "use a certificate with an RSA, EC or Ed25519 key")
                    .causedBy(e);
        }
    }

    private static X509Certificate[] certificates(Path file) {
        try {
            byte[] bytes = CERTIFICATE
                    .matcher(text(file))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.US_ASCII);
            X509Certificate[] chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toArray(X509Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (CertificateException e) {
            LOG.log(System.Logger.Level.DEBUG, "no certificate", e);
        }
        throw new MullamaException(
                ErrorCode.INVALID_SETTING,
                file + " holds no certificate",
                "tls_cert takes a PEM file with '-----BEGIN CERTIFICATE-----', the server's own first");
    }

    private static void warnWhereExpired(X509Certificate certificate, Path file) {
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the certificate " + file + " is not valid today, and clients will refuse it: " + e.getMessage());
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new MullamaException(
                    ErrorCode.INVALID_SETTING, "there is no file " + file, "check --tls-cert and --tls-key");
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.PERMISSION_DENIED,
                            "cannot read " + file,
                            "give the daemon's user read access to it")
                    .causedBy(e);
        }
    }
}
