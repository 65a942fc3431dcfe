package io.mullama.template.runtime;

import io.mullama.template.value.Text;
import io.mullama.template.value.TextBuilder;

/** Puts texts together with another between them. Confined to one render. */
final class TextJoiner {
    private final Text separator;
    private final TextBuilder out;
    private boolean first = true;

    TextJoiner(Text separator, Interpreter interpreter) {
        this.separator = separator;
        this.out = new TextBuilder(interpreter.budget());
    }

    void add(Text text) {
        if (!first) {
            out.append(separator);
        }
        first = false;
        out.append(text);
    }

    Text build() {
        return out.build();
    }
}
