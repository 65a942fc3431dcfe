package io.mullama.modelfile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A LoRA adapter that a model is run with. Immutable.
 *
 * @param path as it was written: from the root, or from the Modelfile's folder
 * @param scale how strongly it counts; 1 is as it was trained
 */
public record AdapterReference(String path, float scale) {
    /** Characters; also what keeps the patterns quick. */
    private static final int LONGEST = 4096;

    private static final Pattern QUOTED = Pattern.compile("\"(.+)\"(?:\\s+(\\S+))?");
    private static final Pattern TRIPLE_QUOTED = Pattern.compile("\"\"\"(.+)\"\"\"(?:\\s+(\\S+))?");
    private static final Pattern PLAIN = Pattern.compile("(\\S.*?)(?:\\s+([+-]?[0-9.]+(?:[eE][+-]?\\d+)?))?");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9})([eE][+-]?\\d{1,2})?");

    /** A path, and a scale if there is one; a path that ends in a number behind a blank needs quotes. */
    static AdapterReference parse(String text, Position at) {
        if (text.length() > LONGEST) {
            throw at.error(
                    "the adapter's path has %d characters, and the most is %d".formatted(text.length(), LONGEST),
                    "move the file");
        }
        for (Pattern form : new Pattern[] {TRIPLE_QUOTED, QUOTED, PLAIN}) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches() && (form != PLAIN || !text.startsWith("\""))) {
                return new AdapterReference(
                        matcher.group(1), matcher.group(2) == null ? 1 : scale(matcher.group(2), at));
            }
        }
        throw at.error("the path that begins here with \" never ends", "end it with \" on the same line");
    }

    private static float scale(String text, Position at) {
        float scale = NUMBER.matcher(text).matches() ? Float.parseFloat(text) : Float.NaN;
        if (!Float.isFinite(scale)) {
            throw at.error(
                    "the adapter's scale must be a number, not " + Position.shown(text),
                    "write ADAPTER, the path, and a number such as 0.5");
        }
        return scale;
    }
}
