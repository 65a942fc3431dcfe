package io.mullama.chat.answer;

import java.util.ArrayList;
import java.util.List;

/** Calls that begin with a tag that names the tool. Immutable. */
record TaggedToolFormat(String name, CallFrame frame, CallTag call, ArgumentFormat arguments) implements ToolFormat {
    /** A token of DeepSeek's that stands within tags. */
    private static final String MARKUP = "｜DSML｜";

    @Override
    public List<String> markers() {
        List<String> markers = new ArrayList<>(frame.openers());
        if (frame.bare() != CallFrame.Bare.NEVER) {
            markers.add(call.open().begin());
        }
        return markers;
    }

    @Override
    public Section calls(CallPlace place) {
        return TaggedCalls.atMarker(this, place);
    }

    @Override
    public Section opening(CallPlace place) {
        return frame.start().isEmpty() ? place.content() : TaggedCalls.atStart(this, place);
    }

    /** What may stand after a call's last argument. */
    List<String> stops() {
        List<String> stops = new ArrayList<>(call.ends());
        stops.addAll(frame.closers());
        return stops;
    }

    @Override
    public CallRules rules(CallGrammar grammar) {
        return new TaggedCallRules(grammar, this).rules();
    }

    @Override
    public List<String> texts() {
        List<String> texts = new ArrayList<>(stops());
        texts.addAll(
                List.of(call.open().begin(), call.open().quote(), call.open().end()));
        texts.addAll(call.naming().texts());
        texts.addAll(arguments.texts());
        if (texts.stream().anyMatch(text -> text.contains(MARKUP))) {
            texts.add(MARKUP);
        }
        return texts.stream().filter(text -> !text.isBlank()).distinct().toList();
    }
}
