package io.mullama.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.hub.HubReader.Line;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the hub says about models, and to whom. */
final class FakeHubTest {
    private static final String MODEL = "/api/models/org/Model-GGUF";
    private static final String BIG = "/org/Model-GGUF/resolve/main/m.gguf";
    private static final FakeContent WEIGHTS = FakeContent.generated(1000, 1);

    private static HubReader reader(Line line) throws IOException {
        HubReader reader = HubReader.over(line);
        reader.hub
                .repository("org/Model-GGUF")
                .file("README.md", "Read me")
                .file("m.gguf", WEIGHTS)
                .file("parts/m-00001-of-00002.gguf", WEIGHTS);
        return reader;
    }

    @ParameterizedTest
    @EnumSource
    void theProtocolIsTheOneThatTheClientWants(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            HttpResponse<byte[]> response = reader.get(MODEL);

            assertThat(response.version()).isEqualTo(line == Line.HTTP_2 ? Version.HTTP_2 : Version.HTTP_1_1);
            assertThat(reader.hub.requests().get(0).http2()).isEqualTo(line == Line.HTTP_2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModelTellsItsCommitAndItsFilesWithDigests(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            JsonNode model = reader.json(MODEL + "?blobs=true");
            JsonNode small = model.get("siblings").get(0);
            JsonNode big = model.get("siblings").get(1);

            assertThat(model.get("id").textValue()).isEqualTo("org/Model-GGUF");
            assertThat(model.get("sha").textValue())
                    .isEqualTo(reader.hub.repository("org/Model-GGUF").commit())
                    .hasSize(40);
            assertThat(model.get("gated").booleanValue()).isFalse();
            assertThat(small.get("rfilename").textValue()).isEqualTo("README.md");
            // git hash-object of "Read me".
            assertThat(small.get("blobId").textValue()).isEqualTo("e7e8876d2a704b41743196efcf25648a041fd33f");
            assertThat(small.has("lfs")).isFalse();
            assertThat(big.get("lfs").get("sha256").textValue()).isEqualTo(WEIGHTS.sha256());
            assertThat(big.get("lfs").get("size").longValue()).isEqualTo(1000);
            assertThat(big.get("lfs").get("pointerSize").longValue()).isEqualTo(129);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sizesAndDigestsAreOnlyForThoseWhoAsk(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            JsonNode file =
                    reader.json(MODEL + "/revision/main").get("siblings").get(1);

            assertThat(file.properties()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTreeComesInPages(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            reader.hub.treePage(3);
            HttpResponse<byte[]> first = reader.get(MODEL + "/tree/main?recursive=true");
            String link = first.headers().firstValue("Link").orElseThrow();
            JsonNode second = reader.json(link.substring(1, link.indexOf('>')));

            assertThat(link).endsWith(">; rel=\"next\"");
            assertThat(new String(first.body(), StandardCharsets.UTF_8))
                    .contains("\"path\":\"README.md\"", "\"path\":\"m.gguf\"", "\"type\":\"directory\"");
            assertThat(paths(second)).containsExactly("parts/m-00001-of-00002.gguf");
            assertThat(second.get(0).get("lfs").get("oid").textValue()).isEqualTo(WEIGHTS.sha256());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTreeShowsOneFolderUnlessAllAreWanted(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            assertThat(paths(reader.json(MODEL + "/tree/main"))).containsExactly("README.md", "m.gguf", "parts");
            assertThat(paths(reader.json(MODEL + "/tree/main/parts"))).containsExactly("parts/m-00001-of-00002.gguf");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRenamedRepositorySendsOnWithoutNamingTheHost(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            reader.hub.rename("old/Name", "org/Model-GGUF");
            HttpResponse<byte[]> model = reader.get("/api/models/old/Name?blobs=true");
            HttpResponse<byte[]> file = reader.get("/old/Name/resolve/main/m.gguf");

            assertThat(model.statusCode()).isEqualTo(307);
            assertThat(model.headers().firstValue("Location")).contains(MODEL + "?blobs=true");
            assertThat(file.headers().firstValue("Location")).contains(BIG);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMissingIsToldApart(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            reader.hub.account("hf_x");

            refused(reader.get("/api/models/org/None"), 401, "RepoNotFound");
            refused(reader.get("/api/models/org/None", "Authorization", "Bearer hf_x"), 404, "RepoNotFound");
            refused(reader.get(MODEL + "/revision/none"), 404, "RevisionNotFound");
            refused(reader.get("/org/Model-GGUF/resolve/main/none.gguf"), 404, "EntryNotFound");
            refused(reader.get(MODEL + "/tree/main/none"), 404, "EntryNotFound");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGatedRepositoryShowsItsNamesButNotItsFiles(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            reader.hub.account("hf_x").repository("org/Model-GGUF").gated("manual");

            assertThat(reader.json(MODEL).get("gated").textValue()).isEqualTo("manual");
            refused(reader.get(BIG), 401, "GatedRepo");
            refused(reader.get(BIG, "Authorization", "Bearer hf_x"), 403, "GatedRepo");
            reader.hub.repository("org/Model-GGUF").grant("hf_x");
            assertThat(reader.get(BIG, "Authorization", "Bearer hf_x").statusCode())
                    .isEqualTo(302);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPrivateRepositoryIsNotThereForStrangers(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            reader.hub.account("hf_x").repository("org/Model-GGUF").makePrivate();

            refused(reader.get(MODEL), 401, "RepoNotFound");
            assertThat(reader.json("/api/models?search=model")).isEmpty();
            assertThat(reader.get(MODEL, "Authorization", "Bearer hf_x").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongTokenIsRefusedAndARequiredOneMissed(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            assertThat(reader.get(MODEL, "Authorization", "Bearer hf_wrong").statusCode())
                    .isEqualTo(401);
            reader.hub.requireToken("hf_x");
            assertThat(reader.get(MODEL).statusCode()).isEqualTo(401);
            assertThat(reader.get(MODEL, "Authorization", "Bearer hf_x").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReplacedFileIsStillThereInTheOldCommit(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            FakeRepository repository = reader.hub.repository("org/Model-GGUF");
            String old = repository.commit();
            repository.branch("v1").file("m.gguf", FakeContent.generated(2000, 2));

            assertThat(linkedSize(reader, "main")).isEqualTo("2000");
            assertThat(linkedSize(reader, old)).isEqualTo("1000");
            assertThat(linkedSize(reader, "v1")).isEqualTo("1000");
            assertThat(reader.json(MODEL + "/refs").get("branches"))
                    .anySatisfy(branch -> assertThat(branch.toString()).contains("\"v1\"", old));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSearchFindsByNameAndTag(Line line) throws Exception {
        try (HubReader reader = reader(line)) {
            reader.hub.repository("org/Other").tags("vision");

            assertThat(reader.json("/api/models?search=MODEL&filter=gguf"))
                    .singleElement()
                    .satisfies(model -> assertThat(model.get("id").textValue()).isEqualTo("org/Model-GGUF"));
            assertThat(reader.json("/api/models?filter=vision")).hasSize(1);
            assertThat(reader.json("/api/models?limit=1")).hasSize(1);
        }
    }

    private static void refused(HttpResponse<byte[]> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("X-Error-Code")).contains(code);
        assertThat(response.headers().firstValue("X-Error-Message")).isPresent();
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith("{\"error\":\"");
    }

    private static List<String> paths(JsonNode tree) {
        return StreamSupport.stream(tree.spliterator(), false)
                .map(entry -> entry.get("path").textValue())
                .toList();
    }

    private static String linkedSize(HubReader reader, String revision) throws Exception {
        return reader.head("/org/Model-GGUF/resolve/" + revision + "/m.gguf")
                .headers()
                .firstValue("X-Linked-Size")
                .orElseThrow();
    }
}
