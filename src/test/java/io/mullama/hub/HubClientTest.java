package io.mullama.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.hub.download.RetryPolicy;
import io.mullama.hub.http.HubAccess;
import io.mullama.hub.http.HubHttp;
import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HubClientTest {
    private static final FakeContent MODEL = FakeContent.generated(1000, 1);
    private static final String NO_HUB_HINT = "check HF_ENDPOINT, and whether a proxy or a login page stands between";

    private FakeHub hub;
    private FakeRepository repository;

    @BeforeEach
    void start() throws IOException {
        hub = FakeHub.start();
        repository = hub.repository("org/Model").file("m-Q8_0.gguf", MODEL);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aRepositoryTellsItsGgufFilesAndTheirCommit() throws Exception {
        repository.file("README.md", "Read me").file("parts/m-00001-of-00002.gguf", FakeContent.generated(2000, 2));

        Repository found = ask("hf:org/Model");

        assertThat(found.id()).isEqualTo("org/Model");
        assertThat(found.commit()).isEqualTo(repository.commit());
        assertThat(found.gated()).isFalse();
        assertThat(found.files())
                .extracting(RepositoryFile::path)
                .containsExactly("m-Q8_0.gguf", "parts/m-00001-of-00002.gguf");
        assertThat(found.files().get(0).size()).isEqualTo(1000);
        assertThat(found.files().get(0).digest()).contains(new Digest(MODEL.sha256()));
        assertThat(hub.requests()).hasSize(1);
    }

    @Test
    void aSearchFindsRepositoriesWithGgufFiles() throws Exception {
        hub.repository("org/Other-GGUF").tags("gguf").file("o.gguf", MODEL);
        ModelSearch search =
                new ModelSearch(new Catalog(Path.of("/no/aliases.toml")), client(hub.endpoint(), Optional.empty()));

        ModelSearch.Found found = search.find("other");

        assertThat(found.others()).extracting(hit -> hit.name().text()).containsExactly("hf:org/Other-GGUF");
        assertThat(found.fault()).isEmpty();
        assertThat(search.find("llama3.2:1b").known()).isNotEmpty();
    }

    @Test
    void aSearchWithoutTheHubFindsShortNamesAndSaysWhyNotMore() throws Exception {
        ModelSearch search =
                new ModelSearch(new Catalog(Path.of("/no/aliases.toml")), client(hub.endpoint(), Optional.empty()));
        hub.fault(Fault.status(500)).always();

        ModelSearch.Found found = search.find("qwen2.5:7b");

        assertThat(found.known()).isNotEmpty();
        assertThat(found.others()).isEmpty();
        assertThat(found.fault()).get().extracting(MullamaException::code).isEqualTo(ErrorCode.DOWNLOAD_FAILED);
    }

    @Test
    void theHubsSpellingOfTheNameIsKept() throws Exception {
        hub.rename("ORG/model", "org/Model");

        assertThat(ask("hf:ORG/model").id()).isEqualTo("org/Model");
    }

    @Test
    void aRenamedRepositoryIsFollowed() throws Exception {
        hub.rename("old/Name", "org/Model");

        Repository found = ask("hf:old/Name");

        assertThat(found.id()).isEqualTo("org/Model");
        assertThat(client().content(found, found.files().get(0)))
                .hasToString(hub.endpoint() + "/org/Model/resolve/" + repository.commit() + "/m-Q8_0.gguf");
    }

    @Test
    void aRevisionIsPinnedToItsCommit() throws Exception {
        String old = repository.commit();
        repository.branch("v1").file("m-Q8_0.gguf", FakeContent.generated(3000, 3));

        Repository branch = ask("hf:org/Model@v1");
        Repository commit = ask("hf:org/Model@" + old);

        assertThat(branch.commit()).isEqualTo(old);
        assertThat(branch.files().get(0).size()).isEqualTo(1000);
        assertThat(commit).isEqualTo(branch);
        assertThat(ask("hf:org/Model").files().get(0).size()).isEqualTo(3000);
        assertThat(client().content(branch, branch.files().get(0)).getPath()).contains("/resolve/" + old + "/");
    }

    @Test
    void fileNamesAreWrittenIntoAddressesAsTheyAre() throws Exception {
        String name = "sub dir/a+b c-Q8_0.gguf";
        repository.file(name, MODEL);
        Repository found = ask("hf:org/Model");
        RepositoryFile file = found.files().stream()
                .filter(each -> each.path().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(client().content(found, file).getRawPath()).endsWith("/sub%20dir/a%2Bb%20c-Q8_0.gguf");
    }

    @Test
    void namesThatWouldMisleadAFileSystemAreLeftOut() throws Exception {
        for (String name : new String[] {
            "../evil.gguf",
            "a/../../evil.gguf",
            "/etc/evil.gguf",
            "C:\\evil.gguf",
            "a\\b.gguf",
            "con.gguf",
            "a/NUL.gguf",
            "a\u0000b.gguf",
            "a\nb.gguf",
            "%2e%2e/evil.gguf",
            ".hidden.gguf",
            "a//b.gguf",
            "x".repeat(500) + ".gguf",
            ".gguf",
            "a:b.gguf"
        }) {
            repository.file(name, MODEL);
        }

        assertThat(ask("hf:org/Model").files()).extracting(RepositoryFile::path).containsExactly("m-Q8_0.gguf");
    }

    @Test
    void filesWithoutSizeOrDigestAreLeftOut() throws Exception {
        hub.fault(Fault.page("{\"id\":\"org/Model\",\"sha\":\"0123456789\",\"siblings\":[{\"rfilename\":\"a.gguf\"},"
                        + "{\"rfilename\":\"b.gguf\",\"size\":5},{\"rfilename\":\"c.gguf\",\"size\":-5,\"blobId\":\"a\"},"
                        + "{\"rfilename\":\"d.gguf\",\"size\":5,\"blobId\":\"a b\"},{},7,"
                        + "{\"rfilename\":\"e.gguf\",\"size\":5,\"blobId\":\"abc\"}]}"))
                .always();

        assertThat(ask("hf:org/Model").files()).extracting(RepositoryFile::path).containsExactly("e.gguf");
    }

    @Test
    void theTokenIsShownToTheHubAndToNobodyElse() throws Exception {
        hub.requireToken("hf_x");
        try (FakeHub other = FakeHub.start()) {
            other.repository("org/Model").file("m.gguf", MODEL);
            hub.fault(Fault.status(302)
                            .header("Location", other.endpoint() + "/api/models/org/Model/revision/main?blobs=true"))
                    .next(1);

            client(Optional.of("hf_x")).repository(name("hf:org/Model"));

            assertThat(hub.requests().get(0).header("Authorization")).contains("Bearer hf_x");
            assertThat(other.requests()).hasSize(1);
            assertThat(other.requests().get(0).header("Authorization")).isEmpty();
        }
    }

    @Test
    void aRepositoryThatStrangersDoNotSeeMayBePrivate() {
        refused(
                client(),
                "hf:org/None",
                ErrorCode.MODEL_NOT_FOUND,
                hub.endpoint() + " shows no repository org/None to strangers",
                "check how it is written; if it is private or gated, set HF_TOKEN to a token from " + hub.endpoint()
                        + "/settings/tokens");
    }

    @Test
    void aRepositoryThatIsNotThereIsSaidToThoseWhoAreKnown() {
        hub.account("hf_x");

        refused(
                client(Optional.of("hf_x")),
                "hf:org/None",
                ErrorCode.MODEL_NOT_FOUND,
                hub.endpoint() + " has no repository org/None",
                "check how it is written");
    }

    @Test
    void aTokenThatIsNotAcceptedIsSaid() {
        refused(
                client(Optional.of("hf_old")),
                "hf:org/Model",
                ErrorCode.ACCESS_DENIED,
                hub.endpoint() + " does not accept the token (401)",
                "set HF_TOKEN to a valid one from " + hub.endpoint() + "/settings/tokens");
    }

    @Test
    void aGatedRepositoryNamesThePageOfItsLicence() {
        repository.gated("manual");

        refused(
                client(),
                "hf:org/Model",
                ErrorCode.ACCESS_DENIED,
                "hf:org/Model is gated: its files are for those who have accepted its licence",
                "accept it at " + hub.endpoint() + "/org/Model, and set HF_TOKEN to a token from " + hub.endpoint()
                        + "/settings/tokens");
    }

    @Test
    void aGatedRepositoryIsListedForThoseWithAToken() throws Exception {
        hub.account("hf_x");
        repository.gated("auto");

        assertThat(client(Optional.of("hf_x")).repository(name("hf:org/Model")).gated())
                .isTrue();
    }

    @Test
    void whatIsForbiddenNeedsATokenOrAnotherOne() {
        hub.account("hf_x").fault(Fault.status(403)).always();

        refused(
                client(),
                "hf:org/Model",
                ErrorCode.ACCESS_DENIED,
                "hf:org/Model is gated: its files are for those who have accepted its licence",
                "accept it at " + hub.endpoint() + "/org/Model, and set HF_TOKEN to a token from " + hub.endpoint()
                        + "/settings/tokens");
        refused(
                client(Optional.of("hf_x")),
                "hf:org/Model",
                ErrorCode.ACCESS_DENIED,
                "your token may not read org/Model (403)",
                "accept its licence at " + hub.endpoint() + "/org/Model, or take a token that may read it");
    }

    @Test
    void aRevisionThatIsNotThereIsNamed() {
        refused(
                client(),
                "hf:org/Model@v9",
                ErrorCode.MODEL_NOT_FOUND,
                "org/Model has no revision 'v9'",
                "name a branch, tag or commit of it behind the at-sign");
    }

    @Test
    void aHubThatWantsFewerRequestsIsAskedAgainAndThenGivenUp() {
        hub.fault(Fault.status(429)).always();

        refused(
                client(),
                "hf:org/Model",
                ErrorCode.DOWNLOAD_FAILED,
                hub.endpoint() + " wants fewer requests (429)",
                "wait a while, or set HF_TOKEN: it allows more to those it knows");
        assertThat(hub.requests()).hasSize(3);
    }

    @Test
    void aHubThatAsksForAPauseGetsIt() throws Exception {
        hub.fault(Fault.tooManyRequests(Duration.ofSeconds(1))).next(1);
        long begin = System.nanoTime();

        ask("hf:org/Model");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aHubThatIsIllIsAskedAgainAndThenGivenUp(int status) throws Exception {
        hub.fault(Fault.status(status)).next(2);
        assertThat(ask("hf:org/Model").files()).hasSize(1);

        hub.fault(Fault.status(status)).always();
        refused(
                client(),
                "hf:org/Model",
                ErrorCode.DOWNLOAD_FAILED,
                "127.0.0.1 answered " + status + " for hf:org/Model",
                "try again later");
        assertThat(hub.requests()).hasSize(6);
    }

    @Test
    void anyOtherRefusalIsRepeatedAsItIs() {
        hub.fault(Fault.status(451)).always();

        refused(
                client(),
                "hf:org/Model",
                ErrorCode.DOWNLOAD_FAILED,
                "127.0.0.1 answered 451 for hf:org/Model",
                "try again later");
        assertThat(hub.requests()).hasSize(1);
    }

    @Test
    void aLoginPageIsNoHub() {
        hub.fault(Fault.page("<html>Welcome to our hotel</html>")).always();

        refused(
                client(),
                "hf:org/Model",
                ErrorCode.DOWNLOAD_FAILED,
                "what answers at " + hub.endpoint() + " is no hub: its answer is not JSON",
                NO_HUB_HINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "null",
                "{\"sha\":\"0123456789\"}",
                "{\"sha\":\"../../etc\",\"siblings\":[]}",
                "{\"id\":\"../..\",\"sha\":\"0123456789\",\"siblings\":[]}",
                "{\"id\":\"a\",\"sha\":\"0123456789\",\"siblings\":[]}",
                "{\"id\":\"/etc/passwd\",\"sha\":\"0123456789\",\"siblings\":[]}",
                "{\"sha\":\"0123456789\",\"siblings\":{}}",
            })
    void whatDoesNotListFilesIsNoHub(String answer) {
        hub.fault(Fault.page(answer)).always();

        refused(
                client(),
                "hf:org/Model",
                ErrorCode.DOWNLOAD_FAILED,
                "what answers at " + hub.endpoint() + " is no hub: it does not list the files of org/Model",
                NO_HUB_HINT);
    }

    @Test
    void aHubThatIsNotThereIsSaid() {
        URI nobody = hub.endpoint();
        hub.close();

        refused(
                client(nobody, Optional.empty()),
                "hf:org/Model",
                ErrorCode.DOWNLOAD_FAILED,
                "cannot reach " + nobody + ": no connection",
                "look whether you are online; a proxy is named by HTTPS_PROXY");
    }

    @Test
    void aConnectionThatEndsIsTriedAgain() throws Exception {
        hub.fault(Fault.cutAfter(10)).next(2);

        assertThat(ask("hf:org/Model").files()).hasSize(1);
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsGivenUp() {
        hub.fault(Fault.stallAfter(10)).always();

        refused(
                client(Duration.ofMillis(100)),
                "hf:org/Model",
                ErrorCode.DOWNLOAD_FAILED,
                "cannot reach " + hub.endpoint() + ": the answer did not come to its end",
                "look whether you are online; a proxy is named by HTTPS_PROXY");
    }

    @Test
    void redirectsEndSomewhere() {
        hub.fault(Fault.redirectLoop()).always();

        refused(
                client(),
                "hf:org/Model",
                ErrorCode.DOWNLOAD_FAILED,
                "cannot reach " + hub.endpoint() + ": it redirects more than 10 times",
                "look whether you are online; a proxy is named by HTTPS_PROXY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/x", "file:///etc/passwd", "http:opaque"})
    void redirectsLeadToHttpAlone(String target) {
        hub.fault(Fault.status(302).header("Location", target)).always();

        assertThatThrownBy(() -> ask("hf:org/Model"))
                .hasMessageStartingWith("cannot reach " + hub.endpoint() + ": it redirects to ")
                .hasMessageEndingWith(", which is not safe");
    }

    @Test
    void aRedirectToNothingIsSaid() {
        hub.fault(Fault.status(302)).always();

        assertThatThrownBy(() -> ask("hf:org/Model"))
                .hasMessage("cannot reach " + hub.endpoint() + ": it redirects without saying where");
        hub.fault(Fault.status(200).header("Location", "ht tp://")).always();
        assertThatThrownBy(() -> ask("hf:org/Model")).isInstanceOf(MullamaException.class);
    }

    @Test
    void offlineNothingIsAsked() {
        HubClient offline = new HubClient(http(new HubAccess(hub.endpoint(), Optional.empty(), true)), retries());

        refused(
                offline,
                "hf:org/Model",
                ErrorCode.DOWNLOAD_FAILED,
                "nothing is asked of " + hub.endpoint() + ", because HF_HUB_OFFLINE is set",
                "unset it, or use a model that is here: mullama list --all");
        assertThat(hub.requests()).isEmpty();
    }

    @Test
    void overTlsItIsAskedInHttp2AndNeverSentOnToPlainHttp() throws Exception {
        try (FakeHub secure = FakeHub.startTls()) {
            secure.repository("org/Model").file("m.gguf", MODEL);
            HttpClient client =
                    HttpClient.newBuilder().sslContext(secure.clientTls()).build();
            HubClient asked = new HubClient(
                    new HubHttp(
                            () -> client,
                            access(secure.endpoint(), Optional.empty()),
                            "mullama/test",
                            Duration.ofSeconds(20)),
                    retries());

            assertThat(asked.repository(name("hf:org/Model")).files()).hasSize(1);
            assertThat(secure.requests()).allMatch(FakeExchange::http2);

            secure.fault(Fault.status(307).header("Location", hub.endpoint() + "/api/models/org/Model"))
                    .always();
            assertThatThrownBy(() -> asked.repository(name("hf:org/Model")))
                    .hasMessage("cannot reach " + secure.endpoint()
                            + ": it redirects to http://127.0.0.1, which is not safe");
            assertThat(hub.requests()).isEmpty();
        }
    }

    private void refused(HubClient client, String name, ErrorCode code, String message, String hint) {
        assertThatThrownBy(() -> client.repository(name(name))).isInstanceOfSatisfying(MullamaException.class, e -> {
            assertThat(e).hasMessage(message);
            assertThat(e.hint()).contains(hint);
            assertThat(e.code()).isEqualTo(code);
        });
    }

    private Repository ask(String name) throws InterruptedException {
        return client().repository(name(name));
    }

    private static ModelName.Hub name(String text) {
        return (ModelName.Hub) ModelName.parse(text);
    }

    private HubClient client() {
        return client(Optional.empty());
    }

    private HubClient client(Optional<String> token) {
        return client(hub.endpoint(), token);
    }

    private HubClient client(Duration patience) {
        HttpClient client = HttpClient.newHttpClient();
        return new HubClient(
                new HubHttp(() -> client, access(hub.endpoint(), Optional.empty()), "mullama/test", patience),
                retries());
    }

    private static HubClient client(URI endpoint, Optional<String> token) {
        return new HubClient(http(access(endpoint, token)), retries());
    }

    private static HubAccess access(URI endpoint, Optional<String> token) {
        return new HubAccess(endpoint, token, false);
    }

    private static HubHttp http(HubAccess access) {
        HttpClient client = HttpClient.newHttpClient();
        return new HubHttp(() -> client, access, "mullama/test", Duration.ofSeconds(20));
    }

    private static RetryPolicy retries() {
        return new RetryPolicy(Duration.ofMillis(1), Duration.ofSeconds(5), 3);
    }
}
