package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Found;
import io.mullama.chat.answer.Incoming.Reach;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads arguments of which each stands in tags of its own. A closing tag that is followed by something else than another
 * argument or the end of the call belongs to the value. For one call.
 */
final class ParameterBody implements CallBody {
    private static final String CDATA = "<![CDATA[";

    /** How much white space is looked through behind a closing tag. */
    private static final int MOST_BLANKS = 64;

    private final ParameterTags tags;
    private final ParameterSchema schema;
    private final List<String> followers;
    private final CallBody object;
    private boolean isObject;
    private int count;
    private @Nullable ParameterValue value;
    private String close = "";
    private boolean atStart;

    /** A body before the first argument; {@code stops} are what may stand after the last. */
    ParameterBody(ParameterTags tags, ParameterSchema schema, List<String> stops) {
        this.tags = tags;
        this.schema = schema;
        this.followers = new ArrayList<>(stops);
        this.followers.add(tags.open().begin());
        this.object = JsonArguments.FORMAT.body(schema, stops);
    }

    @Override
    public boolean read(Incoming text, AnswerEvents events) {
        while (!isObject) {
            if (value == null) {
                text.take(text.afterBlanks(0));
                isObject = count == 0 && text.length() > 0 && text.at(0) == '{';
                OpenTag.Look tag = tags.open().look(text, 0);
                if (isObject || tag.reach() == Reach.OPEN) {
                    break;
                }
                if (tag.reach() == Reach.NO) {
                    return end(text, events);
                }
                begin(tag, text, events);
            }
            if (!readValue(text, events)) {
                return false;
            }
        }
        return isObject && object.read(text, events);
    }

    private boolean end(Incoming text, AnswerEvents events) {
        boolean unfinished = text.isEnded() && (text.length() == 0 || Tags.isCutOff(text, 0, followers));
        if (unfinished || text.isCut()) {
            return false;
        }
        events.arguments(count == 0 ? "{}" : "}");
        return true;
    }

    private void begin(OpenTag.Look tag, Incoming text, AnswerEvents events) {
        text.take(tag.end());
        events.arguments((count == 0 ? "{" : ", ") + JsonText.literal(tag.name()) + ": ");
        count++;
        value = new ParameterValue(tags.typing().read(tag.attributes(), schema.property(tag.name())));
        close = "";
        atStart = true;
    }

    private boolean readValue(Incoming text, AnswerEvents events) {
        if (value == null || !readBorder(text)) {
            return false;
        }
        while (true) {
            Found found = text.find(0, List.of(close));
            int end = found.position();
            boolean line = tags.style() == ParameterTags.Style.LINES && end > 0 && text.at(end - 1) == '\n';
            value.append(text.take(line ? end - 1 : end), events);
            if (found.marker() == null) {
                if (text.isEnded()) {
                    value.append(text.takeAll(), events);
                    value.cut(events);
                }
                return false;
            }
            int border = line ? 1 : 0;
            Reach closed = closes(text, border + close.length());
            if (closed == Reach.OPEN) {
                return false;
            }
            if (closed == Reach.YES) {
                text.take(border + close.length());
                value.end(events);
                value = null;
                return true;
            }
            value.append(text.take(border + 1), events);
        }
    }

    /** Goes over what stands between the tag and the value; true when that is known. */
    private boolean readBorder(Incoming text) {
        if (!atStart) {
            return true;
        }
        String border = tags.style() == ParameterTags.Style.CDATA ? CDATA : "\n";
        Reach reach = tags.style() == ParameterTags.Style.PLAIN ? Reach.NO : text.reach(0, border);
        if (reach == Reach.OPEN) {
            return false;
        }
        text.take(reach == Reach.YES ? border.length() : 0);
        close = reach == Reach.YES && border.equals(CDATA) ? "]]>" + tags.close() : tags.close();
        atStart = false;
        return true;
    }

    /** Whether a closing tag that ends at an index is one. */
    private Reach closes(Incoming text, int index) {
        int next = text.afterBlanks(index);
        if (next - index > MOST_BLANKS || (next == text.length() && text.isEnded())) {
            return Reach.YES;
        }
        return Tags.isCutOff(text, next, followers) ? Reach.YES : Tags.reach(text, next, followers);
    }
}
