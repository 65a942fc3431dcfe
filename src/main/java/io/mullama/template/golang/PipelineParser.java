package io.mullama.template.golang;

import io.mullama.template.golang.Operand.Variable;
import io.mullama.template.golang.Token.Kind;
import io.mullama.template.value.Text;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands in an action. Confined to one parse. */
final class PipelineParser {
    /** Real templates have a dozen, and a name is looked for among all of them. */
    private static final int MAX_VARIABLES = 1_000;

    private final TokenStream tokens;

    /** The variables in sight; the interpreter's stack has the same order. */
    private List<String> variables = new ArrayList<>(List.of(""));

    PipelineParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** How many variables are in sight. */
    int mark() {
        return variables.size();
    }

    /** Forgets the variables after a mark. */
    void reset(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    /** Hides all variables but {@code $}, as a template's own body does; what was hidden. */
    List<String> hide() {
        List<String> hidden = variables;
        variables = new ArrayList<>(List.of(""));
        return hidden;
    }

    /** Undoes {@link #hide()}. */
    void show(List<String> hidden) {
        variables = hidden;
    }

    /** A pipeline up to the end of its action. */
    Pipeline pipeline(String place) {
        Pipeline pipeline = parse(place, place.equals("range") ? 2 : 1);
        tokens.expect(Kind.CLOSE, place);
        return pipeline;
    }

    private Pipeline parse(String place, int mostVariables) {
        int offset = tokens.peek().offset();
        List<Token> names = targets(place, mostVariables);
        List<Integer> assigned = new ArrayList<>();
        int declared = 0;
        if (!names.isEmpty() && tokens.next().is(Kind.ASSIGN)) {
            names.forEach(name -> assigned.add(place(name)));
        } else {
            declared = names.size();
        }
        // Go knows a new variable already in the pipeline that gives it its value.
        names.stream().limit(declared).forEach(name -> variables.add(name.text()));
        if (variables.size() > MAX_VARIABLES) {
            throw new GoSyntaxException(offset, "the template has more than " + MAX_VARIABLES + " variables");
        }
        return new Pipeline(offset, declared, List.copyOf(assigned), commands(place));
    }

    /** The variables before {@code :=} or {@code =}, which is the next token then. */
    private List<Token> targets(String place, int most) {
        int count = 0;
        while (tokens.peek(2 * count).is(Kind.VARIABLE)
                && tokens.peek(2 * count + 1).is(Kind.COMMA)) {
            count++;
        }
        Token after = tokens.peek(2 * count + 1);
        boolean sets = tokens.peek(2 * count).is(Kind.VARIABLE) && (after.is(Kind.DECLARE) || after.is(Kind.ASSIGN));
        if (!sets) {
            return List.of();
        }
        if (count + 1 > most) {
            Token first = tokens.peek();
            String reason = most == 0 ? "variables cannot be set in parentheses" : "too many variables in " + place;
            throw new GoSyntaxException(first.offset(), reason);
        }
        List<Token> names = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            names.add(tokens.next());
            if (i < count) {
                tokens.next();
            }
        }
        return names;
    }

    private List<Pipeline.Command> commands(String place) {
        List<Pipeline.Command> commands = new ArrayList<>();
        commands.add(command(place));
        while (tokens.peek().is(Kind.PIPE)) {
            tokens.next();
            Token start = tokens.peek();
            Pipeline.Command command = command(place);
            if (!(command.operands().get(0) instanceof Operand.Name)) {
                throw new GoSyntaxException(
                        start.offset(), "only a function can follow '|', and " + start.describe() + " is none");
            }
            commands.add(command);
        }
        return List.copyOf(commands);
    }

    private Pipeline.Command command(String place) {
        Token start = tokens.peek();
        List<Operand> operands = new ArrayList<>();
        while (startsOperand(tokens.peek())) {
            if (!operands.isEmpty() && !tokens.peek().apart()) {
                throw new GoSyntaxException(
                        tokens.peek().offset(),
                        "a space is missing before " + tokens.peek().describe());
            }
            operands.add(operand());
        }
        if (operands.isEmpty()) {
            boolean missing = start.is(Kind.CLOSE) || start.is(Kind.RIGHT_PARENTHESIS) || start.is(Kind.PIPE);
            throw missing
                    ? new GoSyntaxException(start.offset(), "missing value for " + place)
                    : tokens.unexpected(start, place);
        }
        return new Pipeline.Command(start.offset(), List.copyOf(operands));
    }

    private static boolean startsOperand(Token token) {
        return switch (token.kind()) {
            case NAME, FIELD, VARIABLE, DOT, STRING, RUNE, NUMBER, LEFT_PARENTHESIS -> true;
            default -> false;
        };
    }

    private Operand operand() {
        Token token = tokens.next();
        Operand term = token.is(Kind.FIELD) ? new Operand.Dot(token.offset()) : term(token);
        List<String> names = new ArrayList<>();
        if (token.is(Kind.FIELD)) {
            names.add(token.text());
        }
        while (tokens.peek().is(Kind.FIELD) && !tokens.peek().apart()) {
            if (term instanceof Operand.Literal || term instanceof Operand.Nothing || token.is(Kind.DOT)) {
                throw new GoSyntaxException(tokens.peek().offset(), "unexpected '.' after " + token.describe());
            }
            names.add(tokens.next().text());
        }
        return names.isEmpty() ? term : new Operand.Fields(token.offset(), term, List.copyOf(names));
    }

    private Operand term(Token token) {
        int offset = token.offset();
        return switch (token.kind()) {
            case STRING -> new Operand.Literal(offset, new GoValue.Str(Text.template(Literals.string(token))));
            case RUNE -> new Operand.Literal(offset, Literals.rune(token));
            case NUMBER -> new Operand.Literal(offset, Literals.number(token));
            case DOT -> new Operand.Dot(offset);
            case VARIABLE -> new Variable(offset, token.text(), place(token));
            case LEFT_PARENTHESIS -> group(token);
            default -> name(token);
        };
    }

    private Operand group(Token open) {
        tokens.enter();
        Pipeline pipeline = parse("parentheses", 0);
        tokens.leave();
        if (!tokens.peek().is(Kind.RIGHT_PARENTHESIS)) {
            throw tokens.peek().is(Kind.CLOSE)
                    ? new GoSyntaxException(open.offset(), "unclosed left parenthesis")
                    : tokens.unexpected(tokens.peek(), "parentheses");
        }
        tokens.next();
        return new Operand.Group(open.offset(), pipeline);
    }

    private static Operand name(Token token) {
        String name = token.text();
        return switch (name) {
            case "true", "false" -> new Operand.Literal(token.offset(), new GoValue.Bool(name.equals("true")));
            case "nil" -> new Operand.Nothing(token.offset());
            default -> function(token);
        };
    }

    private static Operand function(Token token) {
        if (token.isName("call")) {
            throw new GoSyntaxException(token.offset(), "'call' is not supported: templates have no function values");
        }
        if (!Functions.exists(token.text())) {
            throw new GoSyntaxException(token.offset(), "function '" + token.text() + "' is not defined");
        }
        return new Operand.Name(token.offset(), token.text());
    }

    private int place(Token variable) {
        int place = variables.lastIndexOf(variable.text());
        if (place < 0) {
            throw new GoSyntaxException(variable.offset(), "undefined variable " + variable.describe());
        }
        return place;
    }
}
