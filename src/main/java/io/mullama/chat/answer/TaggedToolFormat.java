package io.mullama.chat.answer;

import java.util.ArrayList;
import java.util.List;

/** Calls that begin with a tag that names the tool. Immutable. */
record TaggedToolFormat(String name, CallFrame frame, CallTag call, ArgumentFormat arguments) implements ToolFormat {

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
        throw new UnsupportedOperationException("soon");
    }

    @Override
    public List<String> texts() {
        return List.of();
    }
}
