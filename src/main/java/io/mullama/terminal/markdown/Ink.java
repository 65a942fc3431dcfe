package io.mullama.terminal.markdown;

/** How characters look: attributes and a colour of the terminal's own sixteen. Immutable. */
public record Ink(int attributes, int colour) {
    public static final Ink PLAIN = new Ink(0, 0);
    public static final Ink DIM = attribute(2);

    static final Ink BOLD = attribute(1);
    static final Ink ITALIC = attribute(3);
    static final Ink UNDERLINED = attribute(4);
    static final Ink STRUCK = attribute(9);
    static final Ink GREEN = new Ink(0, 32);
    static final Ink YELLOW = new Ink(0, 33);
    static final Ink BLUE = new Ink(0, 34);
    static final Ink MAGENTA = new Ink(0, 35);
    static final Ink CYAN = new Ink(0, 36);
    static final Ink RED = new Ink(0, 31);

    private static final String RESET = "\u001b[0m";
    private static final int MOST_ATTRIBUTES = 10;

    /** By its number in ECMA-48's "select graphic rendition". */
    private static Ink attribute(int number) {
        return new Ink(1 << number, 0);
    }

    /** This one, and what the other one adds. */
    Ink with(Ink other) {
        if (other.equals(PLAIN)) {
            return this;
        }
        return new Ink(attributes | other.attributes, other.colour == 0 ? colour : other.colour);
    }

    // What records do by themselves is made at run time, which costs milliseconds when a program begins.
    @Override
    public boolean equals(Object object) {
        return object instanceof Ink other && attributes == other.attributes && colour == other.colour;
    }

    @Override
    public int hashCode() {
        return 31 * attributes + colour;
    }

    /** Appends a text in this ink; afterwards the terminal writes as it did before. */
    void write(CharSequence text, int from, int to, StringBuilder out) {
        if (equals(PLAIN)) {
            out.append(text, from, to);
            return;
        }
        String separator = "\u001b[";
        for (int number = 0; number < MOST_ATTRIBUTES; number++) {
            if ((attributes & 1 << number) != 0) {
                out.append(separator).append(number);
                separator = ";";
            }
        }
        if (colour != 0) {
            out.append(separator).append(colour);
        }
        out.append('m').append(text, from, to).append(RESET);
    }
}
