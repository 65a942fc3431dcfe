package io.mullama.terminal.markdown;

import java.util.ArrayList;
import java.util.List;

/** The containers that are open, from the outermost on. For one thread. */
final class Containers implements Margins {
    /** What is deeper is text: no person reads it. */
    static final int DEEPEST = 24;

    private final List<Container> open = new ArrayList<>();

    /** How many of them have had a line. */
    private int shown;

    int size() {
        return open.size();
    }

    Container get(int index) {
        return open.get(index);
    }

    void open(Container container) {
        open.add(container);
    }

    void replaceLast(Container container) {
        open.set(open.size() - 1, container);
    }

    /** Closes those from an index on. */
    void close(int from) {
        open.subList(from, open.size()).clear();
        shown = Math.min(shown, from);
    }

    /** Whether the innermost has not had a line yet. */
    boolean isFresh() {
        return shown < open.size();
    }

    boolean hasItem() {
        for (Container container : open) {
            if (container instanceof Container.Item) {
                return true;
            }
        }
        return false;
    }

    boolean hasQuoteFrom(int index) {
        for (Container container : open.subList(index, open.size())) {
            if (container instanceof Container.Quote) {
                return true;
            }
        }
        return false;
    }

    /** How many of the first ones are bullets. */
    int bullets(int end) {
        int bullets = 0;
        for (Container container : open.subList(0, end)) {
            bullets += container instanceof Container.Item item && item.number() < 0 ? 1 : 0;
        }
        return bullets;
    }

    /** Where it is too wide, the outermost blanks and bars are left out. */
    @Override
    public InkedText line(int most) {
        int from = 0;
        int width = 0;
        for (int i = open.size() - 1; i >= 0; i--) {
            width += part(i).width();
            if (width > most) {
                from = Math.min(i + 1, shown);
                break;
            }
        }
        InkedText line = new InkedText();
        for (int i = from; i < open.size(); i++) {
            line.append(part(i));
        }
        shown = open.size();
        return line;
    }

    @Override
    public InkedText gap() {
        InkedText line = new InkedText();
        for (int i = 0; i < shown; i++) {
            line.append(open.get(i).rest());
        }
        return line.stripped();
    }

    private InkedText part(int index) {
        return index < shown ? open.get(index).rest() : open.get(index).first();
    }
}
