package io.mullama.chat.answer;

import io.mullama.chat.ToolDefinition;
import io.mullama.grammar.schema.GrammarBuilder;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Describes calls that are JSON objects in a grammar. For one grammar; not thread-safe. */
final class JsonCallRules {
    /** Each tool has two markers, in two stages, and an answer's plan has room for sixty-four. */
    private static final int MOST_MARKED_TOOLS = 15;

    private final CallGrammar grammar;
    private final JsonToolFormat format;
    private final String blanks;

    JsonCallRules(CallGrammar grammar, JsonToolFormat format) {
        this.grammar = grammar;
        this.format = format;
        this.blanks = grammar.builder().whitespace();
    }

    CallRules rules() {
        return format.begins().isEmpty() ? bare() : marked();
    }

    private CallRules marked() {
        String rest = grammar.builder().rule("call-rest", blanks + " " + row() + " " + blanks + " " + end());
        List<CallRules.Trigger> triggers = format.begins().stream()
                .map(begin -> new CallRules.Trigger(begin, rest))
                .toList();
        String first = GrammarBuilder.literal(format.begins().get(0)) + " " + rest;
        boolean again = grammar.isParallel() && !format.shape().list();
        return new CallRules(triggers, again ? first + " (" + blanks + " " + first + ")*" : first);
    }

    private String end() {
        return format.end().isEmpty() ? "" : GrammarBuilder.literal(format.end());
    }

    /** What stands between the texts around calls. */
    private String row() {
        String call = anyOf("call", this::object);
        if (!format.shape().list()) {
            return call;
        }
        String more = grammar.isParallel() ? " (" + blanks + " \",\" " + blanks + " " + call + ")*" : "";
        return "\"[\" " + blanks + " " + call + more + " " + blanks + " \"]\"";
    }

    /** Calls without a marker: in free text they are known by the beginning of a known tool's call. */
    private CallRules bare() {
        String call = anyOf("call", this::object);
        String more = " (" + blanks + " (\";\" " + blanks + ")? " + call + ")*";
        List<CallRules.Trigger> triggers = grammar.tools().size() > MOST_MARKED_TOOLS
                ? List.of()
                : grammar.tools().stream()
                        .flatMap(tool -> List.of("{", "{ ").stream().map(brace -> trigger(brace, tool)))
                        .toList();
        return new CallRules(triggers, grammar.isParallel() ? call + more : call);
    }

    private CallRules.Trigger trigger(String brace, ToolDefinition tool) {
        String marker = brace + key(format.shape().name()) + ": " + JsonText.literal(tool.name());
        return new CallRules.Trigger(marker, rule("call-rest", tool, this::behindName), true);
    }

    /** An expression for a call of one of the tools. */
    private String anyOf(String name, Function<ToolDefinition, String> expression) {
        String all = grammar.tools().stream()
                .map(tool -> rule(name, tool, expression))
                .collect(Collectors.joining(" | "));
        return grammar.builder().rule(name, all);
    }

    private String rule(String name, ToolDefinition tool, Function<ToolDefinition, String> expression) {
        return grammar.builder().rule(name + "-" + tool.name(), expression.apply(tool));
    }

    private String object(ToolDefinition tool) {
        String name = JsonText.literal(tool.name());
        if (format.keyed()) {
            return members(literal("{"), literal(name), colon(), grammar.arguments(tool), literal("}"));
        }
        return members(literal("{"), id(), member(format.shape().name()), literal(name)) + " " + blanks + " "
                + behindName(tool);
    }

    private String behindName(ToolDefinition tool) {
        return members(literal(","), member(format.shape().arguments()), grammar.arguments(tool), literal("}"));
    }

    private String id() {
        return format.shape().id().isEmpty()
                ? ""
                : members(member(format.shape().id()), grammar.builder().anyString(), literal(","));
    }

    private String member(String key) {
        return members(literal(key(key)), colon());
    }

    private static String key(String name) {
        return JsonText.literal(name);
    }

    private static String colon() {
        return literal(":");
    }

    /** One behind the other, with blanks between them. */
    private String members(String... expressions) {
        return List.of(expressions).stream()
                .filter(expression -> !expression.isEmpty())
                .collect(Collectors.joining(" " + blanks + " "));
    }

    private static String literal(String text) {
        return GrammarBuilder.literal(text);
    }
}
