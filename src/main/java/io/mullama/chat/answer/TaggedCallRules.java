package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.CallFrame.Bare;
import io.mullama.grammar.schema.GrammarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Describes calls that are named in tags in a grammar. For one grammar. */
final class TaggedCallRules {
    /** Where each tool has a marker of its own, so many have one. */
    private static final int MOST_MARKERS = 24;

    private final CallGrammar grammar;
    private final TaggedToolFormat format;
    private final CallFrame frame;
    private final OpenTag open;

    TaggedCallRules(CallGrammar grammar, TaggedToolFormat format) {
        this.grammar = grammar;
        this.format = format;
        this.frame = format.frame();
        this.open = format.call().open();
    }

    CallRules rules() {
        List<CallRules.Trigger> triggers = new ArrayList<>();
        for (String opener : frame.openers()) {
            if (frame.openers().stream().noneMatch(other -> !other.equals(opener) && opener.contains(other))) {
                triggers.add(new CallRules.Trigger(opener, join(restOf(opener), inFrame())));
            }
        }
        if (frame.bare() == Bare.ALWAYS) {
            triggers.add(new CallRules.Trigger(open.begin(), anyCall()));
        } else if (frame.bare() == Bare.KNOWN) {
            grammar.tools().stream().limit(MOST_MARKERS).forEach(tool -> triggers.add(bare(tool)));
        }
        return new CallRules(triggers, all());
    }

    /** Calls and what is around them, from the beginning. */
    private String all() {
        if (frame.openers().isEmpty()) {
            return grammar.isParallel() ? rule("calls", several(whole())) : whole();
        }
        if (!frame.start().isEmpty()) {
            String closer = frame.closers().get(frame.closers().size() - 1);
            return join(literal(frame.start()), calls(), literal(closer));
        }
        String framed = join(literal(frame.openers().get(0)), inFrame());
        return frame.each() && grammar.isParallel() ? rule("calls", several(framed)) : framed;
    }

    /** What follows an opener. */
    private String inFrame() {
        return join(gap(), calls(), gap(), literal(frame.closers().get(0)));
    }

    private String calls() {
        return grammar.isParallel() && !frame.each() ? rule("row", several(whole())) : whole();
    }

    /** What of the usual opener is missing behind another. */
    private String restOf(String opener) {
        String usual = frame.openers().get(0);
        return usual.startsWith(opener) ? literal(usual.substring(opener.length())) : "";
    }

    private String several(String call) {
        String one = rule("call", call);
        String separator = format.call().ends().contains(CallTag.COMMA) ? "\",\" \" \"?" : gap();
        return one + " (" + join(separator, one) + ")*";
    }

    /** A call with its tag. */
    private String whole() {
        return open.begin().isEmpty() ? anyCall() : join(literal(open.begin()), anyCall());
    }

    /** What follows the beginning of a tag, whatever the tool. */
    String anyCall() {
        return rule(
                "tool",
                grammar.tools().stream()
                        .map(tool -> join(tag(tool), body(tool)))
                        .collect(Collectors.joining(" | ")));
    }

    private CallRules.Trigger bare(ToolDefinition tool) {
        String closer = frame.closers().isEmpty()
                ? ""
                : join(gap(), literal(frame.closers().get(0)));
        return new CallRules.Trigger(open.begin() + tool.name() + open.end(), join(body(tool), closer));
    }

    private String tag(ToolDefinition tool) {
        CallNaming naming = format.call().naming();
        String gap = open.quote().isEmpty() && open.end().length() > 1 ? gap() : "";
        return join(naming.rule(tool.name()), literal(open.quote()), naming.attributes(), gap, literal(open.end()));
    }

    /** What follows the tag. */
    private String body(ToolDefinition tool) {
        List<String> parts = new ArrayList<>();
        boolean code = !format.arguments().mayBeMissing();
        parts.add(code ? "" : gap());
        parts.add(format.arguments().rule(grammar, tool));
        for (String end : format.call().ends()) {
            if (!end.equals(CallTag.COMMA)) {
                parts.add(code ? "" : gap());
                parts.add(literal(end));
            }
        }
        return join(parts.toArray(String[]::new));
    }

    private String rule(String name, String expression) {
        return grammar.builder().rule(name, expression);
    }

    private String gap() {
        return ArgumentRules.gap(grammar);
    }

    private static String literal(String text) {
        return text.isEmpty() ? "" : GrammarBuilder.literal(text);
    }

    private static String join(String... parts) {
        return ArgumentRules.join(parts);
    }
}
