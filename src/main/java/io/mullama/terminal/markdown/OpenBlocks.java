package io.mullama.terminal.markdown;

import org.jspecify.annotations.Nullable;

/** The blocks that a line finds open, and what it opens and closes. For one text; not thread-safe. */
final class OpenBlocks {
    private final Flow flow;
    private final Containers containers = new Containers();
    private final Prose prose;

    private @Nullable Leaf leaf;
    private boolean paragraph;

    /** Whether the rest of the line is text. */
    private boolean inText;

    /** How many containers go on in this line, as far as that is known. */
    private int matched;

    /** Whether a container began in this line. */
    private boolean opened;

    OpenBlocks(Flow flow, Look look) {
        this.flow = flow;
        this.prose = new Prose(flow::put, look);
        flow.within(containers);
    }

    Containers containers() {
        return containers;
    }

    Prose prose() {
        return prose;
    }

    @Nullable
    Leaf leaf() {
        return leaf;
    }

    int matched() {
        return matched;
    }

    /** Nothing is known yet of the line that begins. */
    void nextLine() {
        matched = 0;
        opened = false;
    }

    /** The next container goes on. */
    void match() {
        matched++;
    }

    boolean isOpened() {
        return opened;
    }

    boolean isInText() {
        return inText;
    }

    /** Whether a block here has empty lines around it; in lists they are where the text has them. */
    boolean isApart() {
        return !containers.hasItem();
    }

    /** Whether text would belong to the paragraph before, whatever its containers. */
    boolean isLazy() {
        return paragraph && !opened;
    }

    boolean isInParagraph() {
        return isLazy() && matched == containers.size();
    }

    boolean isInNewItem() {
        return opened && containers.get(containers.size() - 1) instanceof Container.Item;
    }

    /** The item that has just begun has a box. */
    void toTask(String box) {
        int last = containers.size() - 1;
        if (containers.get(last) instanceof Container.Item item) {
            containers.replaceLast(item.task(box));
        }
    }

    void beginText(String first) {
        paragraph = true;
        inText = true;
        prose.add(first);
    }

    void endText() {
        if (inText) {
            prose.endLine();
            flow.endLine();
            inText = false;
        }
    }

    /** Returns true: what is in it may begin in the same line. */
    boolean open(Container container) {
        containers.open(container);
        matched = containers.size();
        opened = true;
        return true;
    }

    /** Returns false: the line was read. */
    boolean begin(Leaf begun) {
        leaf = begun;
        return false;
    }

    /** With its first line. Returns false: the line was read. */
    boolean begin(Leaf begun, String first) {
        leaf = begun;
        if (begun.take(first) == Leaf.Taken.LAST) {
            endLeaf();
        }
        return false;
    }

    /** Ends what is open but for the containers that go on. */
    void closeUnmatched() {
        endLeaf();
        paragraph = false;
        if (matched == containers.size()) {
            return;
        }
        if (containers.isFresh()) {
            flow.begin();
        }
        flow.endLine();
        boolean quoted = containers.hasQuoteFrom(matched);
        containers.close(matched);
        flow.endBlock(quoted && isApart());
    }

    void endLeaf() {
        if (leaf != null) {
            Leaf ended = leaf;
            leaf = null;
            paragraph = ended.end();
        }
    }
}
