package io.mullama;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost and 127.0.0.1 that an authority has signed, all made by the JDK's keytool. Immutable. */
public final class TestCertificates {
    private static final String SECRET = "secret";

    private final KeyStore store;

    private TestCertificates(KeyStore store) {
        this.store = store;
    }

    /** With a key of this algorithm, by keytool's names. */
    public static TestCertificates of(String algorithm, Path folder) throws Exception {
        Path file = folder.resolve(algorithm + ".p12");
        keytool(file, "-alias", "ca", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool(
                file,
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-signer",
                "ca",
                "-dname",
                "CN=server",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, SECRET.toCharArray());
        }
        return new TestCertificates(store);
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", SECRET, "-keystore", store.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /** The server's certificate, and the authority's. */
    public Certificate[] chain() throws GeneralSecurityException {
        return store.getCertificateChain("server");
    }

    public PrivateKey key() throws GeneralSecurityException {
        return (PrivateKey) store.getKey("server", SECRET.toCharArray());
    }

    public Path writeChain(Path file) throws Exception {
        StringBuilder pem = new StringBuilder();
        for (Certificate certificate : chain()) {
            pem.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(file, pem);
    }

    public Path writeAuthority(Path file) throws Exception {
        return Files.writeString(file, pem("CERTIFICATE", chain()[1].getEncoded()));
    }

    public Path writeKey(Path file) throws Exception {
        return Files.writeString(file, pem("PRIVATE KEY", key().getEncoded()));
    }

    public static String pem(String kind, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return String.format(Locale.ROOT, "-----BEGIN %s-----%n%s%n-----END %s-----%n", kind, lines, kind);
    }

    /** What a server needs. */
    public SSLContext server() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** What a client needs that trusts the authority alone. */
    public SSLContext client() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", chain()[1]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
