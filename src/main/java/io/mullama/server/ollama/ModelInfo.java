package io.mullama.server.ollama;

import io.mullama.api.ollama.ShownModel;
import io.mullama.gguf.GgufException;
import io.mullama.gguf.GgufReader;
import io.mullama.gguf.GgufValue;
import io.mullama.gguf.ValueType;
import io.mullama.store.StoredModel;
import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes a model's metadata out of its file as {@code POST /api/show} tells it. Immutable.
 *
 * @param verbose whether long lists are read, too
 */
record ModelInfo(StoredModel model, boolean verbose) {
    /** Longer lists are left empty unless all is asked for, as Ollama does. */
    private static final int SHORT = 5;

    private static final Set<String> LEFT_OUT = Set.of("general.name", "tokenizer.chat_template");

    Map<String, Object> metadata() {
        Map<String, Object> values = new LinkedHashMap<>();
        model.header().metadata().forEach((key, value) -> {
            if (!LEFT_OUT.contains(key)) {
                values.put(key, value(value));
            }
        });
        values.put("general.parameter_count", model.header().parameterCount());
        return values;
    }

    List<ShownModel.Tensor> tensors() {
        return verbose
                ? model.header().tensors().stream()
                        .map(tensor -> new ShownModel.Tensor(
                                tensor.name(), tensor.type().name(), tensor.dimensions()))
                        .toList()
                : List.of();
    }

    private Object value(GgufValue value) {
        if (value instanceof GgufValue.Items items) {
            return verbose || items.count() <= SHORT ? elements(items) : List.of();
        }
        if (value instanceof GgufValue.LongText text) {
            return verbose ? text(text) : "";
        }
        return scalar(value);
    }

    private static Object scalar(GgufValue value) {
        if (value instanceof GgufValue.Whole whole) {
            boolean large = whole.type() == ValueType.U64 && whole.value() < 0;
            return large ? new BigInteger(whole.toString()) : (Object) whole.value();
        }
        if (value instanceof GgufValue.Real real) {
            // The shortest digits are those of the width that the file has.
            return real.type() == ValueType.F32 ? (Object) (float) real.value() : (Object) real.value();
        }
        return value instanceof GgufValue.Flag flag ? (Object) flag.value() : ((GgufValue.Text) value).value();
    }

    private Object elements(GgufValue.Items items) {
        try {
            return GgufReader.elements(model.file(), items, Integer.MAX_VALUE).stream()
                    .map(ModelInfo::scalar)
                    .toList();
        } catch (IOException | GgufException e) {
            // Too long, of lists themselves, or of a file that has changed: there is no more to tell than without
            // asking.
            return List.of();
        }
    }

    private Object text(GgufValue.LongText text) {
        try {
            return GgufReader.text(model.file(), text);
        } catch (IOException | GgufException e) {
            return "";
        }
    }
}
