package io.mullama.cli.models;

import io.mullama.api.ModelDetails;
import io.mullama.api.ModelEntry;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.Sections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a model is, on one screen. Stateless. */
public final class ModelOverview {
    private static final String MODEL = "Model";
    private static final String CAPABILITIES = "Capabilities";
    private static final String PARAMETERS = "Parameters";
    private static final int SYSTEM_LINES = 8;
    private static final int LICENSE_LINES = 2;

    private ModelOverview() {}

    public static String of(ModelDetails details) {
        Sections sections = new Sections();
        addModel(sections, details);
        addCapabilities(sections, details.capabilities());
        for (String option : details.text().options()) {
            int space = option.indexOf(' ');
            sections.value(
                    PARAMETERS,
                    space < 0 ? option : option.substring(0, space),
                    space < 0 ? "" : option.substring(space + 1).strip());
        }
        sections.text("System", Objects.requireNonNullElse(details.text().system(), ""), SYSTEM_LINES);
        sections.text("License", Objects.requireNonNullElse(details.text().license(), ""), LICENSE_LINES);
        return sections.text();
    }

    private static void addModel(Sections sections, ModelDetails details) {
        ModelEntry entry = details.entry();
        sections.value(MODEL, "architecture", entry.family())
                .value(MODEL, "parameters", entry.parameters() == 0 ? "" : HumanNumbers.count(entry.parameters()))
                .value(MODEL, "context length", number(details.numbers().contextLength()))
                .value(MODEL, "embedding length", number(details.numbers().embeddingLength()))
                .value(MODEL, "quantization", entry.quantization())
                .value(MODEL, "size", HumanNumbers.size(entry.sizeBytes()))
                .value(MODEL, "path", entry.path())
                .value(
                        MODEL,
                        "source",
                        Objects.requireNonNullElse(details.text().repository(), entry.origin()));
    }

    private static void addCapabilities(Sections sections, ModelDetails.Capabilities capabilities) {
        addCapability(sections, "vision", capabilities.vision());
        addCapability(sections, "tools", capabilities.tools());
        addCapability(sections, "thinking", capabilities.thinking());
        addCapability(sections, "json", capabilities.json());
        addCapability(sections, "embedding", capabilities.embedding());
        addCapability(sections, "insert", capabilities.insert());
        addCapability(sections, "rerank", capabilities.rerank());
    }

    private static void addCapability(Sections sections, String name, boolean present) {
        sections.text(CAPABILITIES, present ? name : "", 1);
    }

    private static String number(@Nullable Long value) {
        return value == null ? "" : value.toString();
    }
}
