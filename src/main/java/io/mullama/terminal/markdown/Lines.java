package io.mullama.terminal.markdown;

import java.util.ArrayList;
import java.util.List;

/** Takes lines from left to right and from top to bottom. */
public sealed interface Lines {
    void text(InkedText text);

    void end();

    /** As a terminal takes them. For one thread. */
    final class Printed implements Lines {
        private final boolean colours;
        private final StringBuilder out = new StringBuilder();

        public Printed(boolean colours) {
            this.colours = colours;
        }

        @Override
        public void text(InkedText text) {
            text.write(colours, out);
        }

        @Override
        public void end() {
            out.append('\n');
        }

        /** What came since the last time. */
        public String take() {
            String taken = out.toString();
            out.setLength(0);
            return taken;
        }
    }

    /** To be put beside others. For one thread. */
    final class Kept implements Lines {
        private final List<InkedText> lines = new ArrayList<>(List.of(new InkedText()));

        @Override
        public void text(InkedText text) {
            lines.get(lines.size() - 1).append(text);
        }

        @Override
        public void end() {
            lines.add(new InkedText());
        }

        List<InkedText> lines() {
            return lines;
        }
    }
}
