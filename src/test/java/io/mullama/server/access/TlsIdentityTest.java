package io.mullama.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.TestCertificates;
import io.mullama.config.AccessSettings;
import io.mullama.config.ConfigFile;
import io.mullama.config.Settings;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsIdentityTest {
    private static final Map<String, TestCertificates> MADE = new ConcurrentHashMap<>();

    @TempDir
    private static Path store;

    @TempDir
    private Path folder;

    private static TestCertificates certificates(String algorithm) throws Exception {
        if (!MADE.containsKey(algorithm)) {
            MADE.put(algorithm, TestCertificates.of(algorithm, store));
        }
        return MADE.get(algorithm);
    }

    private static Optional<SSLContext> identity(Path chain, Path key) {
        Map<String, String> variables = Map.of("MULLAMA_TLS_CERT", chain.toString(), "MULLAMA_TLS_KEY", key.toString());
        return TlsIdentity.of(
                new AccessSettings(Settings.of(Map.of(), variables, ConfigFile.empty(Path.of("config.toml")))));
    }

    private void assertServes(TestCertificates certificates, Path key) throws Exception {
        SSLContext context = identity(certificates.writeChain(folder.resolve("chain.pem")), key)
                .orElseThrow();
        SSLEngine client = certificates.client().createSSLEngine("localhost", 443);
        client.setUseClientMode(true);
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        shakeHands(client, server);
        assertThat(client.getSession().getPeerCertificates()).isEqualTo(certificates.chain());
    }

    /** In memory; a certificate that the client does not trust ends it with an exception. */
    private static void shakeHands(SSLEngine client, SSLEngine server) throws Exception {
        ByteBuffer toServer = ByteBuffer.allocate(64 * 1024);
        ByteBuffer toClient = ByteBuffer.allocate(64 * 1024);
        client.beginHandshake();
        server.beginHandshake();
        while (client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING
                || server.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws Exception {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            default -> {
                in.flip();
                engine.unwrap(in, ByteBuffer.allocate(64 * 1024));
                in.compact();
            }
        }
    }

    private static void assertRefused(ThrowingSupplier work, String message, String hint) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING);
            assertThat(e.getMessage()).isEqualTo(message);
            assertThat(e.hint().orElseThrow()).contains(hint);
        });
    }

    private interface ThrowingSupplier {
        void run() throws Exception;
    }

    /** What PKCS#8 holds: the key in the form of its algorithm. */
    private static byte[] inner(byte[] pkcs8) {
        ByteBuffer der = ByteBuffer.wrap(pkcs8);
        enter(der);
        skip(der);
        skip(der);
        byte[] key = new byte[enter(der)];
        der.get(key);
        return key;
    }

    private static int enter(ByteBuffer der) {
        der.get();
        int length = der.get() & 0xff;
        return length < 0x80 ? length : length == 0x81 ? der.get() & 0xff : der.getShort() & 0xffff;
    }

    private static void skip(ByteBuffer der) {
        int length = enter(der);
        der.position(der.position() + length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void aKeyInPkcs8ServesWithItsChain(String algorithm) throws Exception {
        TestCertificates certificates = certificates(algorithm);
        assertServes(certificates, certificates.writeKey(folder.resolve("key.pem")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void theOlderFormsOfKeysServeToo(String algorithm) throws Exception {
        TestCertificates certificates = certificates(algorithm);
        String pem = TestCertificates.pem(
                algorithm + " PRIVATE KEY", inner(certificates.key().getEncoded()));
        String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        assertServes(certificates, Files.writeString(folder.resolve("key.pem"), parameters + pem));
    }

    @Test
    void withoutFilesThereIsNoTls() {
        assertThat(TlsIdentity.of(
                        new AccessSettings(Settings.of(Map.of(), Map.of(), ConfigFile.empty(Path.of("config.toml"))))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nMIIB\n"
                        + "-----END RSA PRIVATE KEY-----\n"
            })
    void anEncryptedKeyIsRefused(String pem) throws Exception {
        Path key = Files.writeString(folder.resolve("key.pem"), pem);
        Path chain = certificates("EC").writeChain(folder.resolve("chain.pem"));
        assertRefused(
                () -> identity(chain, key), "the private key in " + key + " is encrypted", "openssl pkey -in " + key);
    }

    @Test
    void anotherCertificatesKeyIsRefused() throws Exception {
        Path chain = certificates("EC").writeChain(folder.resolve("chain.pem"));
        Path other = TestCertificates.of("EC", folder).writeKey(folder.resolve("key.pem"));
        Path rsa = certificates("RSA").writeKey(folder.resolve("rsa.pem"));
        Path damaged =
                Files.writeString(folder.resolve("damaged.pem"), TestCertificates.pem("PRIVATE KEY", new byte[9]));
        Path wrapped =
                Files.writeString(folder.resolve("wrapped.pem"), TestCertificates.pem("EC PRIVATE KEY", new byte[300]));
        for (Path key : new Path[] {other, rsa, damaged, wrapped}) {
            assertRefused(
                    () -> identity(chain, key),
                    "the private key in " + key + " is not the certificate's, or is damaged",
                    "first certificate of tls_cert");
        }
    }

    @Test
    void filesThatHoldSomethingElseAreRefused() throws Exception {
        Path chain = certificates("EC").writeChain(folder.resolve("chain.pem"));
        Path key = certificates("EC").writeKey(folder.resolve("key.pem"));
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        assertRefused(() -> identity(key, key), key + " holds no certificate", "BEGIN CERTIFICATE");
        assertRefused(() -> identity(empty, key), empty + " holds no certificate", "BEGIN CERTIFICATE");
        assertRefused(() -> identity(chain, chain), chain + " holds no private key", "BEGIN PRIVATE KEY");
        Path none = folder.resolve("none.pem");
        assertRefused(() -> identity(none, key), "there is no file " + none, "--tls-cert");
        assertRefused(() -> identity(chain, none), "there is no file " + none, "--tls-key");
    }

    @Test
    void oneFileMayHoldTheKeyAndTheChain() throws Exception {
        TestCertificates certificates = certificates("RSA");
        Path key = certificates.writeKey(folder.resolve("key.pem"));
        Path chain = certificates.writeChain(folder.resolve("chain.pem"));
        for (String both : new String[] {
            Files.readString(key) + Files.readString(chain), Files.readString(chain) + Files.readString(key)
        }) {
            Path file = Files.writeString(folder.resolve("both.pem"), both);
            assertThat(identity(file, file)).isPresent();
        }
    }
}
