package io.mullama.terminal.markdown;

import org.jspecify.annotations.Nullable;

/** Code, line by line, never wrapped: what is copied from the terminal is what was written. For one thread. */
final class CodeBlock implements Leaf {
    /**
     * What code stands between.
     *
     * @param delimiter a backtick or a tilde
     * @param length how often it is repeated
     * @param indent how far it is indented; the code may be as much
     * @param info what follows: the language's name first
     */
    record Fence(char delimiter, int length, int indent, String info) {
        boolean isClosedBy(String line) {
            String text = line.strip();
            return text.length() >= length
                    && line.length() - line.stripLeading().length() < INDENT
                    && text.equals(String.valueOf(delimiter).repeat(text.length()));
        }
    }

    private static final int INDENT = 4;
    private static final String MARGIN = "  ";

    private final Flow flow;
    private final Look look;
    private final boolean apart;
    private final @Nullable Fence fence;

    private final Highlighting highlighting;

    private CodeBlock(Flow flow, Look look, boolean apart, @Nullable Fence fence) {
        this.flow = flow;
        this.look = look;
        this.apart = apart;
        this.fence = fence;
        this.highlighting = Languages.of(fence == null ? "" : fence.info);
        flow.endBlock(apart);
        if (fence != null && !look.colours()) {
            print(String.valueOf(fence.delimiter).repeat(fence.length) + fence.info);
        }
    }

    /** @param apart whether there are empty lines around it */
    static CodeBlock fenced(Flow flow, Look look, boolean apart, Fence fence) {
        return new CodeBlock(flow, look, apart, fence);
    }

    /** @param apart whether there are empty lines around it */
    static CodeBlock indented(Flow flow, Look look, boolean apart) {
        return new CodeBlock(flow, look, apart, null);
    }

    @Override
    public Taken take(String line) {
        if (fence != null && fence.isClosedBy(line)) {
            if (!look.colours()) {
                print(line.strip());
            }
            return Taken.LAST;
        }
        if (line.isBlank()) {
            flow.newLine();
            return Taken.TAKEN;
        }
        int indent = line.length() - line.stripLeading().length();
        if (fence == null && indent < INDENT) {
            return Taken.NOT_MINE;
        }
        print(line.substring(Math.min(indent, fence == null ? INDENT : fence.indent)));
        return Taken.TAKEN;
    }

    @Override
    public boolean end() {
        flow.endBlock(apart);
        return false;
    }

    private void print(String code) {
        InkedText line = new InkedText();
        String written = fence == null ? " ".repeat(INDENT) : "";
        line.append(look.colours() ? MARGIN : written, Ink.PLAIN);
        line.append(look.colours() ? highlighting.line(code) : Highlighting.all(code, Ink.PLAIN));
        flow.line(line);
    }
}
