package io.mullama.chat.answer;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.mullama.chat.answer.Incoming.Found;
import io.mullama.chat.answer.Incoming.Reach;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads arguments that are elements within elements. For one call. */
final class ElementBody implements CallBody {
    /** How deep elements may lie in each other. */
    private static final int DEEPEST = 500;

    private static final String ITEM = "item";

    private final String prefix;
    private final OpenTag open;
    private final List<String> stops;
    private final Deque<Element> elements = new ArrayDeque<>();
    private @Nullable ParameterValue value;
    private boolean fresh;

    /** An element that is open. */
    private static final class Element {
        private final String name;
        private final ParameterSchema schema;
        private boolean list;
        private int count;

        Element(String name, ParameterSchema schema) {
            this.name = name;
            this.schema = schema;
        }

        /** What stands before its next member. */
        String separator(String member) {
            if (count == 0) {
                Set<JsonNodeType> types = schema.types();
                boolean both = types.contains(JsonNodeType.ARRAY) == types.contains(JsonNodeType.OBJECT);
                list = both ? member.equals(ITEM) : types.contains(JsonNodeType.ARRAY);
            }
            String before = count > 0 ? ", " : list ? "[" : "{";
            count++;
            return list ? before : before + JsonText.literal(member) + ": ";
        }

        String end() {
            if (count == 0) {
                Set<JsonNodeType> types = schema.types();
                return types.contains(JsonNodeType.ARRAY) && !types.contains(JsonNodeType.OBJECT) ? "[]" : "{}";
            }
            return list ? "]" : "}";
        }

        ParameterSchema member(String member) {
            return list ? schema.items() : schema.property(member);
        }
    }

    ElementBody(String prefix, ParameterSchema schema, List<String> stops) {
        this.prefix = prefix;
        this.open = OpenTag.plain(prefix + "<", ">");
        this.stops = stops;
        elements.push(new Element("", schema.isAny() ? ParameterSchema.OBJECT : schema));
    }

    @Override
    public boolean read(Incoming text, AnswerEvents events) {
        boolean more = true;
        while (more && !elements.isEmpty()) {
            more = value != null ? readValue(text, events) : fresh ? readStart(text) : readTag(text, events);
        }
        return elements.isEmpty();
    }

    /** Finds out whether an element holds text or elements. */
    private boolean readStart(Incoming text) {
        Element element = elements.element();
        int at = text.afterBlanks(0);
        Set<JsonNodeType> types = element.schema.types();
        boolean mayHold = types.contains(JsonNodeType.ARRAY) || types.contains(JsonNodeType.OBJECT);
        Reach tag = mayHold ? text.reach(at, prefix + "<") : Reach.NO;
        Reach close = tag == Reach.NO ? tag : text.reach(at, prefix + "</");
        if (tag == Reach.OPEN || close == Reach.OPEN) {
            return false;
        }
        fresh = false;
        boolean holdsNone = close == Reach.YES && types.contains(JsonNodeType.STRING);
        if (tag == Reach.NO || holdsNone) {
            value = new ParameterValue(element.schema);
        }
        return true;
    }

    private boolean readValue(Incoming text, AnswerEvents events) {
        String close = closeTag();
        Found found = text.find(0, List.of(close));
        if (value == null) {
            return true;
        }
        value.append(text.take(found.position()), events);
        if (found.marker() == null) {
            if (text.isEnded()) {
                value.cut(events);
            }
            return false;
        }
        text.take(close.length());
        value.end(events);
        value = null;
        elements.pop();
        return true;
    }

    private boolean readTag(Incoming text, AnswerEvents events) {
        text.take(text.afterBlanks(0));
        boolean outermost = elements.size() == 1;
        List<String> ends = outermost ? stops : List.of(closeTag());
        Reach end = Tags.reach(text, 0, ends);
        OpenTag.Look tag = open.look(text, 0);
        if (end == Reach.YES) {
            text.take(outermost ? 0 : closeTag().length());
            events.arguments(elements.pop().end());
            return true;
        }
        if (end == Reach.OPEN || tag.reach() == Reach.OPEN || isCut(text, ends)) {
            return false;
        }
        if (tag.reach() == Reach.NO || tag.name().startsWith("/") || elements.size() == DEEPEST) {
            elements.forEach(element -> events.arguments(element.end()));
            elements.clear();
            return true;
        }
        text.take(tag.end());
        Element parent = elements.element();
        events.arguments(parent.separator(tag.name()));
        elements.push(new Element(tag.name(), parent.member(tag.name())));
        fresh = true;
        return true;
    }

    private boolean isCut(Incoming text, List<String> ends) {
        return text.isEnded()
                && (text.length() == 0
                        || (text.isCut() && open.look(text, 0).reach() == Reach.NO)
                        || Tags.isCutOff(text, 0, ends)
                        || Tags.isCutOff(text, 0, List.of(prefix + "<")));
    }

    private String closeTag() {
        return prefix + "</" + elements.element().name + ">";
    }
}
