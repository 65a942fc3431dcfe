package io.mullama.terminal.markdown;

/** Text that may be marked, on its way to where it is shown; its marks are left where they cannot be. For one thread. */
final class Prose {
    private final InkSink sink;
    private final Inlines inlines;
    private final boolean marked;

    Prose(InkSink sink, Look look) {
        this.sink = sink;
        this.inlines = new Inlines(sink);
        this.marked = look.colours();
    }

    void add(int codePoint) {
        if (marked) {
            inlines.add(codePoint);
        } else {
            sink.put(codePoint, Ink.PLAIN);
        }
    }

    void add(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            add(text.codePointAt(i));
        }
    }

    /** What has begun does not end any more. */
    void endLine() {
        inlines.endLine();
    }

    /** A line of its own. */
    void line(String text, Ink ink) {
        inlines.base(ink);
        add(text);
        endLine();
        inlines.base(Ink.PLAIN);
    }
}
