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

    /** Whether a part of the line was taken. */
    private boolean midLine;

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
    public boolean refuses(String begin) {
        return fence == null && !begin.isBlank() && !begin.startsWith(" ".repeat(INDENT));
    }

    /** What follows in the line is not coloured: where a string ends cannot be known any more. */
    @Override
    public boolean takePart(String begin) {
        flow.part(midLine ? Highlighting.all(begin, Ink.PLAIN) : shown(unindented(begin)));
        midLine = true;
        return true;
    }

    @Override
    public Taken take(String line) {
        if (midLine) {
            flow.part(Highlighting.all(line, Ink.PLAIN));
            flow.endLine();
            midLine = false;
            return Taken.TAKEN;
        }
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
        if (refuses(line)) {
            return Taken.NOT_MINE;
        }
        print(unindented(line));
        return Taken.TAKEN;
    }

    @Override
    public boolean end() {
        flow.endBlock(apart);
        return false;
    }

    private String unindented(String line) {
        int indent = line.length() - line.stripLeading().length();
        return line.substring(Math.min(indent, fence == null ? INDENT : fence.indent));
    }

    private void print(String code) {
        flow.line(shown(code));
    }

    private InkedText shown(String code) {
        InkedText line = new InkedText();
        String written = fence == null ? " ".repeat(INDENT) : "";
        line.append(look.colours() ? MARGIN : written, Ink.PLAIN);
        line.append(look.colours() ? highlighting.line(code) : Highlighting.all(code, Ink.PLAIN));
        return line;
    }
}
