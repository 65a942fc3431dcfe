package io.mullama.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a model is. Immutable.
 *
 * @param status {@link #AVAILABLE} and the like
 * @param totalBytes of a download; 0 until that is known
 * @param downloadedBytes of them that are here
 * @param error what kept it from being downloaded or loaded; null for nothing
 */
public record ModelState(
        String status,
        long totalBytes,
        long downloadedBytes,
        @Nullable ApiError error) {
    private static final String DOWNLOADING_STATUS = "downloading";
    private static final String FAILED_STATUS = "failed";

    /** On disk. */
    public static final ModelState AVAILABLE = new ModelState("available", 0, 0, null);

    public static final ModelState LOADING = new ModelState("loading", 0, 0, null);

    /** Answers under way are waited for, or its memory is being freed. */
    public static final ModelState UNLOADING = new ModelState("unloading", 0, 0, null);

    public static final ModelState LOADED = new ModelState("loaded", 0, 0, null);

    public static ModelState downloading(long totalBytes, long downloadedBytes) {
        return new ModelState(DOWNLOADING_STATUS, totalBytes, downloadedBytes, null);
    }

    public static ModelState failed(ApiError error) {
        return new ModelState(FAILED_STATUS, 0, 0, error);
    }

    void writeTo(ObjectNode json) {
        json.put("status", status);
        if (status.equals(DOWNLOADING_STATUS)) {
            json.put("progress", totalBytes == 0 ? 0.0 : (double) downloadedBytes / totalBytes)
                    .put("total_bytes", totalBytes)
                    .put("downloaded_bytes", downloadedBytes);
        }
        if (error != null) {
            json.setAll(error.toJson());
        }
    }

    static ModelState fromJson(Fields fields) {
        return new ModelState(
                Objects.requireNonNullElse(fields.string("status"), AVAILABLE.status),
                Objects.requireNonNullElse(fields.longInteger("total_bytes"), 0L),
                Objects.requireNonNullElse(fields.longInteger("downloaded_bytes"), 0L),
                ApiError.fromJson(0, fields));
    }
}
