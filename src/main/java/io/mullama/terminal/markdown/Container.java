package io.mullama.terminal.markdown;

/** A block that holds others, and what it puts to their left. For one thread. */
sealed interface Container {
    /** Of the first line. */
    InkedText first();

    /** Of all others. */
    InkedText rest();

    /** What is quoted. */
    record Quote(InkedText first) implements Container {
        static Quote of(Look look) {
            InkedText bar = new InkedText();
            bar.append(look.quote() + " ", Ink.DIM);
            return new Quote(bar);
        }

        @Override
        public InkedText rest() {
            return first;
        }
    }

    /**
     * An item of a list.
     *
     * @param marker how it was written
     * @param number what is shown; -1 for a bullet
     * @param indent of its content in the text
     */
    record Item(Marker marker, int number, int indent, InkedText first, InkedText rest) implements Container {
        static Item of(Marker marker, int number, int indent, String shown) {
            InkedText first = new InkedText();
            first.append(shown + " ", Ink.PLAIN);
            return new Item(marker, number, indent, first, blank(first.width()));
        }

        /** How long a box to be checked is. */
        static final int BOX = 3;

        /** With a box to be checked as its bullet. */
        Item task(String box) {
            InkedText first = new InkedText();
            first.append(box + " ", Ink.PLAIN);
            return new Item(marker, number, indent, first, blank(first.width()));
        }

        /** Whether an item's text begins with a box. */
        static boolean isTask(String text) {
            return text.startsWith("[ ] ") || text.startsWith("[x] ") || text.startsWith("[X] ");
        }

        /** Whether more of the text could make it one that does. */
        static boolean isTaskOpen(String text) {
            return text.length() <= BOX
                    && ("[ ] ".startsWith(text) || "[x] ".startsWith(text) || "[X] ".startsWith(text));
        }

        private static InkedText blank(int width) {
            InkedText blank = new InkedText();
            blank.append(" ".repeat(width), Ink.PLAIN);
            return blank;
        }
    }
}
