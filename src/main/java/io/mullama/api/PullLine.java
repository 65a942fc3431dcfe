package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of {@code POST /api/models/pull}. Immutable. */
public sealed interface PullLine extends StreamLine {

    /**
     * Files are on their way.
     *
     * @param totalBytes of all files
     * @param downloadedBytes of them that are here; never less than in the line before
     */
    record Downloading(long totalBytes, long downloadedBytes, List<File> files) implements PullLine {
        public Downloading {
            files = List.copyOf(files);
        }

        /** The same once everything is here. */
        public Downloading finished() {
            return new Downloading(
                    totalBytes, totalBytes, files.stream().map(File::finished).toList());
        }

        @Override
        public boolean done() {
            return false;
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = Json.object()
                    .put("status", "downloading")
                    .put("progress", totalBytes == 0 ? 0 : (double) downloadedBytes / totalBytes)
                    .put("total_bytes", totalBytes)
                    .put("downloaded_bytes", downloadedBytes);
            ArrayNode list = json.putArray("files");
            files.forEach(file -> list.add(file.toJson()));
            return json;
        }
    }

    /**
     * One file.
     *
     * @param name in the repository
     * @param note what holds it up at the moment
     */
    record File(
            String name,
            long totalBytes,
            long downloadedBytes,
            @Nullable String note) implements JsonBody {
        @Override
        public ObjectNode toJson() {
            ObjectNode json = Json.object()
                    .put("name", name)
                    .put("total_bytes", totalBytes)
                    .put("downloaded_bytes", downloadedBytes);
            return note == null ? json : json.put("note", note);
        }

        private File finished() {
            return new File(name, totalBytes, totalBytes, null);
        }

        private static File fromJson(Fields fields) {
            return new File(
                    fields.requiredString("name"),
                    orZero(fields.longInteger("total_bytes")),
                    orZero(fields.longInteger("downloaded_bytes")),
                    fields.string("note"));
        }
    }

    /** Something without bytes to count: {@code verifying}. */
    record Phase(String status) implements PullLine {
        @Override
        public boolean done() {
            return false;
        }

        @Override
        public ObjectNode toJson() {
            return Json.object().put("status", status);
        }
    }

    /**
     * The model is here; also the whole answer where it is not streamed.
     *
     * @param repo where it came from
     */
    record Success(String model, String repo, long sizeBytes) implements PullLine {
        @Override
        public boolean done() {
            return true;
        }

        @Override
        public ObjectNode toJson() {
            return Json.object()
                    .put("status", "success")
                    .put("model", model)
                    .put("repo", repo)
                    .put("size_bytes", sizeBytes);
        }
    }

    static PullLine fromJson(Fields fields) {
        String status = fields.requiredString("status");
        return switch (status) {
            case "downloading" ->
                new Downloading(
                        orZero(fields.longInteger("total_bytes")),
                        orZero(fields.longInteger("downloaded_bytes")),
                        Objects.requireNonNullElse(fields.objects("files", File::fromJson), List.of()));
            case "success" ->
                new Success(
                        fields.requiredString("model"),
                        Objects.requireNonNullElse(fields.string("repo"), ""),
                        orZero(fields.longInteger("size_bytes")));
            default -> new Phase(status);
        };
    }

    private static long orZero(@Nullable Long value) {
        return Objects.requireNonNullElse(value, 0L);
    }
}
