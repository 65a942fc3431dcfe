package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.Incoming.Found;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says, in which tools may be called and, where control tokens tell, thoughts may stand. White space beside
 * a call is left out.
 */
final class ContentSection implements Section {
    /** More blanks are told even before a marker: a model may write them without end. */
    private static final int MOST_BLANKS = 1000;

    private final AnswerSyntax syntax;
    private final @Nullable ToolFormat tools;
    private final List<ToolDefinition> definitions;
    private final @Nullable ThinkingFormat thinking;
    private final List<String> closes;
    private final List<String> others = new ArrayList<>();
    private final List<String> markers = new ArrayList<>();

    ContentSection(AnswerSyntax syntax) {
        this.syntax = syntax;
        tools = syntax.tools();
        definitions = syntax.definitions();
        thinking = syntax.thinking();
        closes = thinking == null ? List.of() : thinking.content().closes();
        others.addAll(syntax.callMarkers());
        if (thinking != null && thinking.isControl()) {
            others.add(thinking.open());
        }
        markers.addAll(others);
        markers.addAll(closes);
    }

    @Override
    public Section read(Incoming text, AnswerEvents events) {
        Section next = this;
        while (next == this) {
            Found tag = text.find(0, markers);
            if (tag.marker() == null && (text.isEnded() || markers.isEmpty())) {
                leaveOutBegun(text);
                events.content(text.takeAll());
                return this;
            }
            int end = text.beforeBlanks(tag.position());
            events.content(text.take(tag.position() - end > MOST_BLANKS ? tag.position() : end));
            if (tag.marker() == null) {
                return this;
            }
            if (!closes.contains(tag.marker())) {
                next = other(text, tag.marker());
            } else if (!readClose(text, tag.marker(), events)) {
                return this;
            }
        }
        return next;
    }

    /** Leaves out a marker of calls that is cut off. */
    private void leaveOutBegun(Incoming text) {
        for (int i = 0; i < text.length() && text.isCut(); i++) {
            if (Tags.isCutOff(text, i, syntax.callMarkers())) {
                text.leaveOut(text.beforeBlanks(i));
            }
        }
    }

    private Section other(Incoming text, String marker) {
        String blanks = text.take(text.afterBlanks(0));
        if (tools != null && tools.markers().contains(marker)) {
            return tools.calls(new CallPlace(blanks, definitions, this));
        }
        if (thinking == null) {
            throw new IllegalStateException("only thoughts and calls have markers");
        }
        text.take(marker.length());
        Section thought = new ThinkingSection(thinking, syntax, this);
        return new GapSection(thought);
    }

    /** Leaves a tag out that stands at the end or before something else; false if that cannot be told yet. */
    private boolean readClose(Incoming text, String tag, AnswerEvents events) {
        int end = text.afterBlanks(0) + tag.length();
        int next = text.afterBlanks(end);
        if (next == text.length()) {
            if (text.isEnded()) {
                text.takeAll();
            }
            return false;
        }
        Found following = text.findAt(next, markers);
        if (following != null && following.marker() == null) {
            return false;
        }
        if (following == null) {
            events.content(text.take(end));
        } else {
            text.take(end);
        }
        return true;
    }
}
