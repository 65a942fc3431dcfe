package io.mullama.client;

import io.mullama.config.AccessSettings;
import io.mullama.config.Settings;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a client and a daemon prove to each other over TCP. Immutable.
 *
 * @param tls whether they speak TLS
 * @param apiKey what the client sends; empty for none
 * @param authorities a PEM file of certificates to trust in place of Java's own, or null
 */
record TcpSecurity(boolean tls, String apiKey, @Nullable Path authorities) {
    static final TcpSecurity NONE = new TcpSecurity(false, "", null);

    static TcpSecurity of(Settings settings) {
        AccessSettings access = new AccessSettings(settings);
        return new TcpSecurity(
                settings.endpoint().tls(),
                access.key().orElse(""),
                access.authorities().orElse(null));
    }

    /** Puts TLS over a connection, and makes sure that it leads to that host. */
    SSLSocket secure(Socket connected, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(connected, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TcpSecurity[tls=" + tls + ", authorities=" + authorities + "]";
    }

    private SSLContext context() throws IOException {
        Path file = authorities;
        try {
            if (file == null) {
                return SSLContext.getDefault();
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted(file));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_SETTING,
                            "the certificates in " + file + " cannot be used: " + e.getMessage(),
                            "ca_file (MULLAMA_CA_FILE) takes a PEM file with '-----BEGIN CERTIFICATE-----'")
                    .causedBy(e);
        }
    }

    private static KeyStore trusted(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.INVALID_SETTING,
                            "cannot read the file " + file,
                            "check ca_file (MULLAMA_CA_FILE)")
                    .causedBy(e);
        }
        return store;
    }
}
