package io.mullama.terminal.markdown;

/** Colours a patch: what comes, what goes, and where. Immutable. */
final class DiffHighlighting implements Highlighting {
    @Override
    public InkedText line(String code) {
        return Highlighting.all(code, ink(code));
    }

    private static Ink ink(String code) {
        if (code.startsWith("+++") || code.startsWith("---") || code.startsWith("diff ")) {
            return Ink.BOLD;
        } else if (code.startsWith("+")) {
            return Ink.GREEN;
        } else if (code.startsWith("-")) {
            return Ink.RED;
        }
        return code.startsWith("@@") ? Ink.CYAN : Ink.PLAIN;
    }
}
