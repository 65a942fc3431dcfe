package io.mullama.terminal.markdown;

/**
 * Reads which blocks a text consists of, one character after the other, and shows each as soon as it is known for what
 * it is. For one text; not thread-safe.
 *
 * <p>By CommonMark's rules, with what a stream asks for: definitions of links stay text, the line below a heading is
 * drawn where it was written, and lines end where they do in the text.
 */
public final class Blocks {
    private final Line line = new Line();
    private final OpenBlocks open;
    private final BlockStarts starts;

    /** Whether more containers may go on. */
    private boolean matching = true;

    public Blocks(Flow flow, Look look) {
        this.open = new OpenBlocks(flow, look);
        this.starts = new BlockStarts(line, open, flow, look);
    }

    /** The next character, or {@code \n}. */
    public void add(int codePoint) {
        if (codePoint == '\n') {
            endLine();
        } else if (open.isInText()) {
            open.prose().add(codePoint);
        } else {
            line.add(codePoint);
            if (line.tells(codePoint)) {
                read();
            } else if (line.isLong() && open.leaf() != null && open.leaf().takePart(line.rest())) {
                line.passAll();
            }
        }
    }

    /** No more comes. */
    public void end() {
        if (open.isInText() || line.reaches(0)) {
            endLine();
        }
        open.closeUnmatched();
    }

    private void endLine() {
        if (!open.isInText()) {
            line.complete();
            read();
        }
        open.endText();
        open.nextLine();
        line.clear();
        matching = true;
    }

    private void read() {
        if (!match() || !readLeaf()) {
            return;
        }
        boolean more = true;
        while (more) {
            more = starts.read();
        }
    }

    /** Finds which containers go on. Returns false where more has to come. */
    private boolean match() {
        while (matching && open.matched() < open.containers().size()) {
            Container container = open.containers().get(open.matched());
            if (line.isOpen() && !(container instanceof Container.Item item && line.indent() >= item.indent())) {
                return line.awaitMore();
            }
            matching = container instanceof Container.Item item ? isIn(item) : line.isQuote();
            if (!matching) {
                break;
            }
            if (container instanceof Container.Item item) {
                line.pass(item.indent());
            } else if (!line.passQuote()) {
                return line.awaitMore();
            }
            open.match();
        }
        matching = false;
        return true;
    }

    private boolean isIn(Container.Item item) {
        return line.indent() >= item.indent() || line.isBlank();
    }

    /** Lets a block of whole lines have this one. Returns false where nothing is left to be done. */
    private boolean readLeaf() {
        Leaf leaf = open.leaf();
        if (leaf == null || open.isOpened()) {
            return true;
        }
        if (open.matched() < open.containers().size()) {
            open.closeUnmatched();
            return true;
        }
        if (!line.isComplete() && !leaf.refuses(line.rest())) {
            return line.isBlank() ? line.awaitMore() : line.awaitEnd();
        }
        if (!line.isComplete()) {
            open.endLeaf();
            return true;
        }
        Leaf.Taken taken = leaf.take(line.rest());
        if (taken != Leaf.Taken.TAKEN) {
            open.endLeaf();
        }
        return taken == Leaf.Taken.NOT_MINE;
    }
}
