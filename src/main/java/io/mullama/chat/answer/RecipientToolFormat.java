package io.mullama.chat.answer;

import io.mullama.chat.answer.Incoming.Reach;
import io.mullama.grammar.schema.GrammarBuilder;
import java.util.List;

/**
 * Stretches that begin with whom they are for: everybody, or a tool. The prompt has begun the first already. Immutable.
 */
record RecipientToolFormat(String name) implements ToolFormat {
    private static final String MARKER = ">>>";
    private static final String EVERYBODY = "all\n";

    @Override
    public List<String> markers() {
        return List.of(MARKER);
    }

    @Override
    public Section calls(CallPlace place) {
        Section call = TaggedCalls.atMarker(format(MARKER), place);
        return new Recipient(MARKER, place.content(), call);
    }

    @Override
    public Section opening(CallPlace place) {
        Section call = TaggedCalls.atStart(format(""), place);
        return new Recipient("", place.content(), call);
    }

    /** Whom a stretch is for is written by the model only behind the first. */
    @Override
    public CallRules rules(CallGrammar grammar) {
        String call = new TaggedCallRules(grammar, format("")).anyCall();
        String more = grammar.isParallel() ? " (" + GrammarBuilder.literal(MARKER) + " " + call + ")*" : "";
        CallRules marked = new TaggedCallRules(grammar, format(MARKER)).rules();
        return new CallRules(marked.triggers(), call + more);
    }

    @Override
    public List<String> texts() {
        return List.of();
    }

    private TaggedToolFormat format(String begin) {
        CallFrame frame = new CallFrame(List.of(), List.of(), false, CallFrame.Bare.KNOWN, "");
        return new TaggedToolFormat(name, frame, CallTag.of(OpenTag.plain(begin, "\n")), JsonArguments.FORMAT);
    }

    /** The place where a recipient is named. */
    private record Recipient(String marker, Section content, Section call) implements Section {
        @Override
        public Section read(Incoming text, AnswerEvents events) {
            Reach all = text.reach(0, marker + EVERYBODY);
            if (all == Reach.YES) {
                text.take(marker.length() + EVERYBODY.length());
                return content;
            }
            boolean cut = text.isCut() && Tags.isCutOff(text, 0, List.of(marker + EVERYBODY));
            return all == Reach.NO && !cut ? call : this;
        }
    }
}
