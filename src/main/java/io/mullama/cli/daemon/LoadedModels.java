package io.mullama.cli.daemon;

import io.mullama.api.ModelEntry;
import io.mullama.api.ModelList;
import io.mullama.terminal.HumanNumbers;
import io.mullama.terminal.HumanTime;
import io.mullama.terminal.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The models in memory, and until when. Stateless. */
final class LoadedModels {
    private LoadedModels() {}

    /** Those of a list that are loaded. */
    static ModelList of(ModelList all) {
        List<ModelEntry> loaded = new ArrayList<>();
        for (ModelEntry model : all.models()) {
            if (model.loaded()) {
                loaded.add(model);
            }
        }
        return new ModelList(loaded);
    }

    static String table(ModelList loaded, Instant now) {
        Table table = Table.of("NAME", "SIZE", "QUANTIZATION", "CONTEXT", "REQUESTS", "UNTIL");
        for (ModelEntry model : loaded.models()) {
            table = table.with(
                    model.alias(),
                    HumanNumbers.size(model.sizeBytes()),
                    model.quantization(),
                    Integer.toString(model.contextSize()),
                    Integer.toString(model.activeRequests()),
                    until(now, model));
        }
        return table.text();
    }

    private static String until(Instant now, ModelEntry model) {
        Instant at = model.expiresAt();
        if (model.activeRequests() > 0) {
            return "in use";
        }
        return at == null ? "for ever" : HumanTime.relative(now, at);
    }
}
