package io.mullama.hub;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A Hugging Face hub and its content host, on two ports of this machine, which speak the real protocol, keep count and
 * fail as a test wants it. Thread-safe.
 *
 * <p>Over plain HTTP it speaks HTTP/1.1, over TLS what its client prefers of that and HTTP/2.
 */
public final class FakeHub implements AutoCloseable {
    /** A name that nobody but a {@link FakeProxy} knows to be this machine. */
    public static final String PROXIED_HOST = "hub.test";

    private final FakeRepositories repositories = new FakeRepositories();
    private final FakeSignedAddresses addresses = new FakeSignedAddresses();
    private final Faults faults = new Faults();
    private final FakeTraffic traffic = new FakeTraffic();
    private final FakeHubAnswers answers = new FakeHubAnswers(repositories, addresses, this::contentEndpoint);
    private final FakeHost hub = new FakeHost(false, answers, faults, traffic);
    private final FakeHost content = new FakeHost(true, new FakeContentAnswers(addresses), faults, traffic);
    private final Optional<HandshakeCertificates> tls;

    private FakeHub(Optional<HandshakeCertificates> tls) {
        this.tls = tls;
    }

    /** Over plain HTTP/1.1. */
    public static FakeHub start() throws IOException {
        return started(new FakeHub(Optional.empty()));
    }

    /** Over TLS, with HTTP/2 for those who want it. */
    public static FakeHub startTls() throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .commonName("fake hub")
                .addSubjectAlternativeName("127.0.0.1")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName(PROXIED_HOST)
                .build();
        return started(new FakeHub(Optional.of(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build())));
    }

    private static FakeHub started(FakeHub hub) throws IOException {
        hub.hub.start(hub.tls.map(HandshakeCertificates::sslSocketFactory));
        hub.content.start(hub.tls.map(HandshakeCertificates::sslSocketFactory));
        return hub;
    }

    /** What a test gives as HF_ENDPOINT; no slash at the end. */
    public URI endpoint() {
        return hub.address(tls.isPresent());
    }

    /** Where the hub sends those who want a big file. */
    public URI contentEndpoint() {
        return content.address(tls.isPresent());
    }

    /**
     * Trusts both hosts.
     *
     * @throws java.util.NoSuchElementException over plain HTTP
     */
    public SSLContext clientTls() {
        return tls.orElseThrow().sslContext();
    }

    /** What a client on the other side of a proxy gives as HF_ENDPOINT. */
    public URI proxiedEndpoint() {
        return URI.create(endpoint().toString().replace("127.0.0.1", PROXIED_HOST));
    }

    /**
     * Writes what another Java process has to trust, as a PKCS #12 file with this password.
     *
     * @throws java.util.NoSuchElementException over plain HTTP
     */
    public void writeTrustStore(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("fake-hub", tls.orElseThrow().trustManager().getAcceptedIssuers()[0]);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }

    /** The repository of this name, {@code ORG/REPO}, made where there is none. */
    public FakeRepository repository(String name) {
        return repositories.named(name);
    }

    /** Those who ask for the old name are sent to the new one. */
    public FakeHub rename(String from, String to) {
        repositories.renamed(from, to);
        return this;
    }

    /** An account: all other tokens are refused. It sees private repositories, and gated ones where granted. */
    public FakeHub account(String token) {
        repositories.account(token);
        return this;
    }

    /** An account, and whoever shows none gets nothing at all. */
    public FakeHub requireToken(String token) {
        repositories.requireToken();
        return account(token);
    }

    /** How many entries a listing has before it is continued on another page. */
    public FakeHub treePage(int entries) {
        answers.treePage(entries);
        return this;
    }

    /** No address on the content host that was handed out until now is good any more. */
    public void expireSignatures() {
        addresses.expireAll();
    }

    /** Says what is to go wrong; the rule begins when it is told for how many answers. */
    public FaultRule fault(Fault fault) {
        return new FaultRule(fault, faults);
    }

    /** Lets all answers that are stalled now go on. */
    public void release() {
        traffic.release();
    }

    /** How many answers are stalled now. */
    public int stalled() {
        return traffic.stalled();
    }

    /** Breaks all connections that are open, as a lost line does. */
    public void loseConnections() {
        hub.loseConnections();
        content.loseConnections();
    }

    /** All requests to both hosts, in the order in which they came. */
    public List<FakeExchange> requests() {
        return List.copyOf(traffic.exchanges());
    }

    public List<FakeExchange> requests(RequestKind kind) {
        return traffic.exchanges().stream()
                .filter(exchange -> exchange.kind() == kind)
                .toList();
    }

    /** Bytes of bodies that the content host has handed to its connections. */
    public long contentBytesSent() {
        return traffic.contentBytes();
    }

    /** How many answers the content host is at now. */
    public int contentRequestsNow() {
        return traffic.contentNow();
    }

    /** How many answers the content host was at together, at the most. */
    public int mostContentRequestsAtOnce() {
        return traffic.contentMost();
    }

    /** Whether anybody ever showed the content host an Authorization header. */
    public boolean contentHostSawToken() {
        return traffic.exchanges().stream()
                .anyMatch(exchange -> exchange.onContentHost()
                        && exchange.header("Authorization").isPresent());
    }

    @Override
    public void close() {
        traffic.close();
        hub.stop();
        content.stop();
    }
}
