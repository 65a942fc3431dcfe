package io.mullama.hub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.hub.FakeRepository.Snapshot;
import java.util.List;

/** Models and their files as the hub's API writes them. Stateless. */
final class FakeModelJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FakeModelJson() {}

    /** As for {@code /api/models/ORG/REPO}; sizes and digests only with {@code blobs}. */
    static ObjectNode model(FakeRepository repository, Snapshot snapshot, boolean blobs) {
        ObjectNode model = summary(repository);
        model.put("sha", snapshot.commit());
        model.put("author", repository.name().replaceFirst("/.*", ""));
        repository.gated().ifPresentOrElse(how -> model.put("gated", how), () -> model.put("gated", false));
        model.put("disabled", false);
        model.put("lastModified", "2025-01-31T12:00:00.000Z");
        repository.gguf(model);
        ArrayNode siblings = model.putArray("siblings");
        snapshot.files().values().forEach(file -> siblings.add(sibling(file, blobs)));
        return model;
    }

    /** As for {@code /api/models}; with the names of the files, and what GGUF says, where that is asked for. */
    static ArrayNode list(List<FakeRepository> repositories, boolean expanded) {
        ArrayNode list = JSON.arrayNode();
        for (FakeRepository repository : repositories) {
            ObjectNode summary = summary(repository);
            if (expanded) {
                expand(summary, repository);
            }
            list.add(summary);
        }
        return list;
    }

    private static void expand(ObjectNode summary, FakeRepository repository) {
        repository.gguf(summary);
        ArrayNode siblings = summary.putArray("siblings");
        repository
                .at("main")
                .ifPresent(snapshot -> snapshot.files().values().forEach(file -> siblings.add(sibling(file, false))));
    }

    static ArrayNode tree(List<FakeTreeEntry> entries) {
        ArrayNode tree = JSON.arrayNode();
        entries.forEach(
                entry -> tree.add(entry.file().map(FakeModelJson::treeFile).orElseGet(() -> folder(entry.path()))));
        return tree;
    }

    static ObjectNode refs(FakeRepository repository) {
        ObjectNode refs = JSON.objectNode();
        refs.putArray("tags");
        ArrayNode branches = refs.putArray("branches");
        repository
                .branches()
                .forEach((name, commit) -> branches.addObject()
                        .put("name", name)
                        .put("ref", "refs/heads/" + name)
                        .put("targetCommit", commit));
        refs.putArray("converts");
        return refs;
    }

    private static ObjectNode summary(FakeRepository repository) {
        ObjectNode summary = JSON.objectNode()
                .put("_id", new FakeHash("SHA-1").text(repository.name()).hex().substring(0, 24))
                .put("id", repository.name())
                .put("modelId", repository.name())
                .put("likes", 12)
                .put("downloads", 3456)
                .put("private", repository.isPrivate())
                .put("createdAt", "2024-09-25T12:00:00.000Z");
        repository.pipelineTag().ifPresent(tag -> summary.put("pipeline_tag", tag));
        ArrayNode tags = summary.putArray("tags");
        repository.tags().forEach(tags::add);
        return summary;
    }

    private static ObjectNode sibling(FakeGitFile file, boolean blobs) {
        ObjectNode sibling = JSON.objectNode().put("rfilename", file.path());
        if (blobs) {
            sibling.put("blobId", file.oid()).put("size", file.content().size());
        }
        if (blobs && file.lfs()) {
            sibling.putObject("lfs")
                    .put("sha256", file.content().sha256())
                    .put("size", file.content().size())
                    .put("pointerSize", file.inGit().size());
        }
        return sibling;
    }

    private static ObjectNode treeFile(FakeGitFile file) {
        ObjectNode entry = JSON.objectNode()
                .put("type", "file")
                .put("oid", file.oid())
                .put("size", file.content().size());
        if (file.lfs()) {
            entry.putObject("lfs")
                    .put("oid", file.content().sha256())
                    .put("size", file.content().size())
                    .put("pointerSize", file.inGit().size());
        }
        return entry.put("path", file.path());
    }

    private static ObjectNode folder(String path) {
        return JSON.objectNode()
                .put("type", "directory")
                .put("oid", new FakeHash("SHA-1").text(path).hex())
                .put("size", 0)
                .put("path", path);
    }
}
