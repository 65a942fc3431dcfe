package io.mullama.grammar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.mullama.grammar.Grammar;
import io.mullama.grammar.GrammarException;
import io.mullama.grammar.TokenNames;
import io.mullama.grammar.regex.Automaton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a grammar in GBNF together from named rules, of which equal ones are kept once. For one grammar; not
 * thread-safe.
 *
 * <p>Bounded in rules and size: what is over is a {@link SchemaException}.
 */
public final class GrammarBuilder {
    private static final int MOST_RULES = 20_000;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int LONGEST_NAME = 40;
    private static final String ROOT = "root";

    /** Expressions by the names of their rules, in the order of writing. */
    private final Map<String, String> rules = new LinkedHashMap<>();

    private final Map<String, String> namesByExpression = new HashMap<>();

    /** How often a name was wished for. */
    private final Map<String, Integer> wishes = new HashMap<>();

    private final JsonRules json = new JsonRules(this);
    private int characters;

    /**
     * Adds a rule, unless there is one with the same expression.
     *
     * @param wish the name, if it is free and can be one; else one like it
     * @param expression in GBNF, of rules that there are or will be
     * @return the rule's name
     * @throws SchemaException if the grammar gets too large
     */
    public String rule(String wish, String expression) {
        String known = namesByExpression.get(expression);
        if (known != null) {
            return known;
        }
        String name = reserve(wish);
        define(name, expression);
        namesByExpression.put(expression, name);
        return name;
    }

    /** A name for a rule that will be {@linkplain #define defined} later, for one that mentions itself. */
    public String reserve(String wish) {
        String base = nameLike(wish);
        String name = base;
        while (name.equals(ROOT) || rules.containsKey(name)) {
            name = base + "-" + wishes.merge(base, 1, Integer::sum);
        }
        count(name.length());
        rules.put(name, "");
        if (rules.size() > MOST_RULES) {
            throw tooLarge("more than " + MOST_RULES + " rules");
        }
        return name;
    }

    /** Defines a rule whose name was reserved. */
    public void define(String name, String expression) {
        count(expression.length());
        rules.put(name, expression);
    }

    /** The text itself, quoted. */
    public static String literal(String text) {
        return GbnfText.literal(text);
    }

    /**
     * Adds a rule for a JSON value that a schema allows.
     *
     * @param path how messages begin to say where in the schema something is: {@code format}
     * @return the rule's name
     * @throws SchemaException if the schema cannot be enforced
     */
    public String schema(JsonNode schema, String path) {
        return JsonSchemaGrammar.addTo(this, schema, path);
    }

    /**
     * Adds a rule for any text in which none of the markers occurs, nothing too. Where a marker follows, the text may
     * still end with its beginning; {@link #through} is exact.
     *
     * @return the rule's name
     */
    public String until(List<String> markers) {
        return AutomatonWriter.ofText(this).rule("until", Markers.without(markers));
    }

    /** The same for one marker. */
    public String until(String marker) {
        return until(List.of(marker));
    }

    /**
     * Adds a rule for any text up to the first of the markers, with it.
     *
     * @return the rule's name
     */
    public String through(List<String> markers) {
        return AutomatonWriter.ofText(this).rule("through", Markers.through(markers));
    }

    /** Adds a rule for a text that the automaton accepts. */
    public String text(String wish, Automaton automaton) {
        return AutomatonWriter.ofText(this).rule(wish, automaton);
    }

    /** The rule for blanks between JSON's signs: none, one, or a line's end and up to 20. */
    public String whitespace() {
        return json.space();
    }

    /** The rule for any JSON value. */
    public String anyValue() {
        return json.value();
    }

    /** The rule for any JSON object. */
    public String anyObject() {
        return json.object();
    }

    /** The rule for any JSON string. */
    public String anyString() {
        return json.string();
    }

    JsonRules json() {
        return json;
    }

    /**
     * The grammar's text.
     *
     * @param root what an answer must be, as an expression
     * @throws SchemaException if the grammar is too large to be used
     */
    public String build(String root) {
        StringBuilder text = new StringBuilder("root ::= ").append(root).append('\n');
        rules.forEach((name, expression) ->
                text.append(name).append(" ::= ").append(expression).append('\n'));
        try {
            Grammar.parse(text.toString(), new AnyTokens());
        } catch (GrammarException e) {
            throw new SchemaException("the schema cannot be enforced: its grammar cannot be used: " + e.getMessage());
        }
        return text.toString();
    }

    private void count(int more) {
        characters += more;
        if (characters > MOST_CHARACTERS) {
            throw tooLarge("more than " + MOST_CHARACTERS + " characters");
        }
    }

    private static SchemaException tooLarge(String than) {
        return new SchemaException(
                "the schema is too large to be enforced: its grammar would have " + than, "ask for less at once");
    }

    /** What of the wish can be in a name. */
    private static String nameLike(String wish) {
        String text = wish.length() > LONGEST_NAME ? wish.substring(wish.length() - LONGEST_NAME) : wish;
        String name = text.replaceAll("[^a-zA-Z0-9]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "rule" : name;
    }

    /** Whatever token a grammar mentions: the model that will follow it is not known here. */
    private static final class AnyTokens implements TokenNames {
        @Override
        public int size() {
            return Integer.MAX_VALUE;
        }

        @Override
        public int tokenOf(String text) {
            return 0;
        }
    }
}
