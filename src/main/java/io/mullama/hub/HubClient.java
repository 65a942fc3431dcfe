package io.mullama.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mullama.hub.download.RetryPolicy;
import io.mullama.hub.http.HubHttp;
import io.mullama.hub.http.HubRefusal;
import io.mullama.hub.http.TimedBody;
import io.mullama.model.Digest;
import io.mullama.model.ErrorCode;
import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a hub knows of repositories, asked again where it fails for a while. Thread-safe.
 *
 * <p>The protocol is that of {@code huggingface_hub}: {@code GET /api/models/ORG/REPO/revision/REVISION?blobs=true}
 * lists the files, {@code GET /ORG/REPO/resolve/COMMIT/FILE} has them.
 */
public final class HubClient {
    private static final JsonMapper JSON = new JsonMapper();

    /** What is to be told of each repository that is found; instead of what is told as a rule. */
    private static final String EXPANDED = "&expand%5B%5D=downloads&expand%5B%5D=gguf&expand%5B%5D=siblings";

    private final HubHttp http;
    private final RetryPolicy retries;

    public HubClient(HubHttp http, RetryPolicy retries) {
        this.http = http;
        this.retries = retries;
    }

    HubHttp http() {
        return http;
    }

    /** The same for somebody who brings a token of their own. */
    HubClient withToken(Optional<String> token) {
        return new HubClient(http.withToken(token), retries);
    }

    /**
     * The files of a repository, at the revision that is wanted or at its newest.
     *
     * @throws MullamaException if there is none, it is not for everybody, or the hub cannot be reached
     */
    public Repository repository(ModelName.Hub name) throws InterruptedException {
        Repository repository = read(name, describe(name));
        if (repository.gated() && http.access().token().isEmpty()) {
            throw new HubErrors(http.access(), name).gated();
        }
        return repository;
    }

    /**
     * What the hub shows of a repository to everybody, even where its files are not for everybody.
     *
     * @param projector how the name of the projector that is preferred begins
     * @throws MullamaException if there is none, or the hub cannot be reached
     */
    RepositoryCard card(ModelName.Hub name, Optional<String> projector) throws InterruptedException {
        JsonNode json = describe(name);
        Repository repository = read(name, json);
        return RepositoryCard.of(repository, Offer.of(repository, name.choice(), projector), json);
    }

    private JsonNode describe(ModelName.Hub name) throws InterruptedException {
        String revision = name.revision().orElse("main");
        URI address = http.access()
                .resolve("/api/models/" + name.repository() + "/revision/" + encode(revision) + "?blobs=true");
        try {
            return parse(ask(address));
        } catch (IOException e) {
            throw new HubErrors(http.access(), name).of(e);
        }
    }

    /**
     * Repositories with GGUF files in whose names the words are, the most popular first; asked once.
     *
     * @throws MullamaException if the hub cannot be reached
     */
    List<HubHit> search(String words, int limit) throws InterruptedException {
        URI address = http.access()
                .resolve("/api/models?search=" + encode(words) + "&filter=gguf&sort=downloads&direction=-1&limit="
                        + limit + EXPANDED);
        try {
            HttpResponse<String> response = http.get(HubHttp.Question.of(address), this::text);
            if (response.statusCode() != 200) {
                throw HubRefusal.of(response, InstantSource.system().instant());
            }
            List<HubHit> hits = new ArrayList<>();
            parse(response.body()).forEach(json -> hit(json).ifPresent(hits::add));
            return hits;
        } catch (IOException e) {
            throw HubErrors.unreachable(http.access(), e);
        }
    }

    /** A hit; what nobody could pull is left out. */
    private static Optional<HubHit> hit(JsonNode json) {
        try {
            return ModelName.parse("hf:" + json.path("id").asText("")) instanceof ModelName.Hub hub
                    ? Optional.of(new HubHit(
                            hub,
                            json.path("downloads").asLong(),
                            json.path("gguf").path("total").asLong(),
                            offers(hub, json.path("siblings"))))
                    : Optional.empty();
        } catch (MullamaException e) {
            return Optional.empty();
        }
    }

    /** By the names of the files, which is all that is told of them here. */
    private static List<Offer> offers(ModelName.Hub name, JsonNode siblings) {
        List<RepositoryFile> files = new ArrayList<>();
        for (JsonNode sibling : siblings) {
            String path = sibling.path("rfilename").asText("");
            if (isModel(path)) {
                files.add(new RepositoryFile(path, 0, Optional.empty(), ""));
            }
        }
        return Offer.of(new Repository(name.repository(), "", false, files), Optional.empty(), Optional.empty());
    }

    /** Where a file's content is asked for. */
    URI content(Repository repository, RepositoryFile file) {
        return http.access()
                .resolve("/" + repository.id() + "/resolve/" + repository.commit() + "/" + encodePath(file.path()));
    }

    private String ask(URI address) throws IOException, InterruptedException {
        for (int failures = 1; ; failures++) {
            Optional<Duration> asked = Optional.empty();
            try {
                HttpResponse<String> response = http.get(HubHttp.Question.of(address), this::text);
                if (response.statusCode() == 200) {
                    return response.body();
                }
                HubRefusal refusal =
                        HubRefusal.of(response, InstantSource.system().instant());
                if (!refusal.isPassing() || failures >= retries.attempts()) {
                    throw refusal;
                }
                asked = refusal.retryAfter();
            } catch (HubRefusal e) {
                throw e;
            } catch (IOException e) {
                if (failures >= retries.attempts()) {
                    throw e;
                }
            }
            Thread.sleep(retries.pause(failures, asked).toMillis());
        }
    }

    private BodySubscriber<String> text(ResponseInfo head) {
        return new TimedBody<>(BodySubscribers.ofString(StandardCharsets.UTF_8), http.patience());
    }

    private JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw notAHub("its answer is not JSON");
        }
    }

    private Repository read(ModelName.Hub name, JsonNode json) {
        String commit = json.path("sha").asText("");
        Optional<String> id = repositoryId(json.path("id").asText(name.repository()));
        if (!commit.matches("[0-9a-fA-F]{7,64}") || !json.path("siblings").isArray() || id.isEmpty()) {
            throw notAHub("it does not list the files of " + name.repository());
        }
        List<RepositoryFile> files = new ArrayList<>();
        json.path("siblings").forEach(file -> file(file).ifPresent(files::add));
        JsonNode gated = json.path("gated");
        return new Repository(id.get(), commit, gated.isTextual() || gated.asBoolean(), files);
    }

    /** What it says becomes part of a path, so it is read as strictly as what a person types. */
    private static Optional<String> repositoryId(String text) {
        try {
            return ModelName.parse("hf:" + text) instanceof ModelName.Hub hub
                            && hub.repository().equals(text)
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (MullamaException e) {
            return Optional.empty();
        }
    }

    /** A file; those whose names would mislead a file system are left out. */
    private static Optional<RepositoryFile> file(JsonNode json) {
        String path = json.path("rfilename").asText("");
        JsonNode lfs = json.path("lfs");
        long size = lfs.path("size").asLong(json.path("size").asLong(-1));
        Optional<Digest> digest =
                Digest.parse(lfs.path("sha256").asText(lfs.path("oid").asText("")));
        String blob = json.path("blobId").asText("");
        boolean plain = isModel(path) && size >= 0;
        boolean known = digest.isPresent() || blob.matches("[0-9A-Za-z]+");
        return plain && known ? Optional.of(new RepositoryFile(path, size, digest, blob)) : Optional.empty();
    }

    private static boolean isModel(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".gguf") && isSafe(path);
    }

    private static boolean isSafe(String path) {
        try {
            ModelName.parse("hf:o/r:" + path.replace(' ', '_'));
            return true;
        } catch (MullamaException e) {
            return false;
        }
    }

    private MullamaException notAHub(String reason) {
        return new MullamaException(
                ErrorCode.DOWNLOAD_FAILED,
                "what answers at " + http.access().endpoint() + " is no hub: " + reason,
                "check HF_ENDPOINT, and whether a proxy or a login page stands between");
    }

    private static String encodePath(String path) {
        return Arrays.stream(path.split("/", -1)).map(HubClient::encode).collect(Collectors.joining("/"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
