package io.mullama.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /api/doctor}: what the daemon found when it looked at itself. Immutable. */
public record DoctorReport(List<Finding> findings) implements JsonBody {
    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /** How bad it is; the later, the worse. */
    public enum Status {
        OK,
        WARNING,
        ERROR;

        /** As it stands on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Status named(String name) {
            for (Status status : values()) {
                if (status.wireName().equals(name)) {
                    return status;
                }
            }
            return WARNING;
        }
    }

    /**
     * One thing that was looked at. Immutable.
     *
     * @param name what: {@code java}, {@code gpu}
     * @param message what it is like, or what is wrong with it
     * @param hint what to do about it; null for nothing
     */
    public record Finding(
            String name,
            Status status,
            String message,
            @Nullable String hint) implements JsonBody {
        public static Finding ok(String name, String message) {
            return new Finding(name, Status.OK, message, null);
        }

        @Override
        public ObjectNode toJson() {
            ObjectNode json = Json.object()
                    .put("name", name)
                    .put("status", status.wireName())
                    .put("message", message);
            return hint == null ? json : json.put("hint", hint);
        }

        private static Finding fromJson(Fields fields) {
            return new Finding(
                    fields.requiredString("name"),
                    Status.named(fields.requiredString("status")),
                    fields.requiredString("message"),
                    fields.string("hint"));
        }
    }

    /** The worst of them; {@link Status#OK} for none. */
    public Status status() {
        return findings.stream().map(Finding::status).max(Status::compareTo).orElse(Status.OK);
    }

    @Override
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("status", status().wireName());
        ArrayNode list = json.putArray("findings");
        findings.forEach(finding -> list.add(finding.toJson()));
        return json;
    }

    public static DoctorReport fromJson(Fields fields) {
        return new DoctorReport(Objects.requireNonNullElse(fields.objects("findings", Finding::fromJson), List.of()));
    }
}
