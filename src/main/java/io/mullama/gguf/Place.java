package io.mullama.gguf;

/**
 * What of a header is being read, as messages put it. Immutable.
 *
 * <p>A header has hundreds of them and a message has one, so that it becomes text only there.
 *
 * @param name empty where it is not known yet
 * @param number from 1, of {@code count}; 0 where the name says it all
 */
record Place(String what, String name, int number, int count) {
    private static final int SHOWN = 100;

    static Place of(String what) {
        return new Place(what, "", 0, 0);
    }

    static Place named(String what, String name) {
        return new Place(what, name, 0, 0);
    }

    /** One whose name has yet to be read. */
    static Place numbered(String what, int number, int count) {
        return new Place(what, "", number, count);
    }

    @Override
    public String toString() {
        if (number > 0) {
            return what + " " + number + " of " + count;
        }
        String shown = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
        return shown.isEmpty() ? what : what + " '" + shown + "'";
    }
}
