package io.mullama.template.golang;

import io.mullama.template.golang.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a source into a program. Used once, by one thread. */
final class Parser {
    private static final Set<String> ENDS = Set.of("end", "else");

    private final TokenStream tokens;
    private final PipelineParser pipelines;
    private final Map<String, List<Node>> templates = new HashMap<>();
    private final List<Node.Invocation> invocations = new ArrayList<>();
    private int loops;

    private Parser(String source) {
        tokens = new TokenStream(Lexer.tokens(source));
        pipelines = new PipelineParser(tokens);
    }

    /** A source as a program; fails with a {@link GoSyntaxException}. */
    static Program parse(String source) {
        Parser parser = new Parser(source);
        List<Node> main = parser.main();
        for (Node.Invocation invocation : parser.invocations) {
            if (!parser.templates.containsKey(invocation.name())) {
                throw new GoSyntaxException(
                        invocation.offset(), "template \"" + invocation.name() + "\" is not defined");
            }
        }
        return new Program(main, Map.copyOf(parser.templates));
    }

    private List<Node> main() {
        List<Node> nodes = new ArrayList<>();
        while (!tokens.peek().is(Kind.END)) {
            Token name = tokens.peek(1);
            if (tokens.peek().is(Kind.OPEN) && name.isName("define")) {
                definition();
            } else if (tokens.peek().is(Kind.OPEN) && name.is(Kind.NAME) && ENDS.contains(name.text())) {
                throw new GoSyntaxException(name.offset(), "unexpected {{" + name.text() + "}}");
            } else {
                nodes.add(node());
            }
        }
        return List.copyOf(nodes);
    }

    private void definition() {
        tokens.next();
        Token define = tokens.next();
        String name = templateName("define");
        tokens.expect(Kind.CLOSE, "define");
        template(define, name);
    }

    private String templateName(String place) {
        return Literals.string(tokens.expect(Kind.STRING, place));
    }

    /** Reads a template's own body, in which nothing of what surrounds it is in sight. */
    private void template(Token keyword, String name) {
        List<String> hidden = pipelines.hide();
        int outerLoops = loops;
        loops = 0;
        List<Node> body = body(keyword);
        end(keyword);
        loops = outerLoops;
        pipelines.show(hidden);
        List<Node> known = templates.get(name);
        if (known == null || isBlank(known)) {
            templates.put(name, body);
        } else if (!isBlank(body)) {
            throw new GoSyntaxException(keyword.offset(), "template \"" + name + "\" is defined twice");
        }
    }

    private static boolean isBlank(List<Node> body) {
        return body.stream()
                .allMatch(node -> node instanceof Node.Text text && text.text().isBlank());
    }

    /** What stands before the next {@code end} or {@code else}, which is left where it is. */
    private List<Node> body(Token keyword) {
        tokens.enter();
        List<Node> nodes = new ArrayList<>();
        while (!atEnd()) {
            if (tokens.peek().is(Kind.END)) {
                throw new GoSyntaxException(keyword.offset(), "{{" + keyword.text() + "}} without its {{end}}");
            }
            nodes.add(node());
        }
        tokens.leave();
        return List.copyOf(nodes);
    }

    private boolean atEnd() {
        Token name = tokens.peek(1);
        return tokens.peek().is(Kind.OPEN) && name.is(Kind.NAME) && ENDS.contains(name.text());
    }

    private Node node() {
        Token token = tokens.next();
        if (token.is(Kind.TEXT)) {
            return new Node.Text(token.offset(), token.text());
        }
        Token first = tokens.peek();
        if (!first.is(Kind.NAME)) {
            return action(first);
        }
        return switch (first.text()) {
            case "if" -> branch(Node.Choice.IF);
            case "with" -> branch(Node.Choice.WITH);
            case "range" -> branch(Node.Choice.RANGE);
            case "template" -> invocation();
            case "block" -> block();
            case "break", "continue" -> jump();
            case "define" -> throw new GoSyntaxException(first.offset(), "{{define}} inside of another action");
            default -> action(first);
        };
    }

    private Node action(Token first) {
        return new Node.Action(first.offset(), pipelines.pipeline("an action"));
    }

    private Node branch(Node.Choice choice) {
        Token keyword = tokens.next();
        int mark = pipelines.mark();
        Pipeline pipeline = pipelines.pipeline(keyword.text());
        int afterPipeline = pipelines.mark();
        loops += choice == Node.Choice.RANGE ? 1 : 0;
        List<Node> body = body(keyword);
        loops -= choice == Node.Choice.RANGE ? 1 : 0;
        // The interpreter drops what a body that was not run would have declared.
        pipelines.reset(afterPipeline);
        List<Node> otherwise = otherwise(keyword, choice);
        pipelines.reset(mark);
        return new Node.Branch(keyword.offset(), choice, pipeline, body, otherwise);
    }

    /** The {@code else} of a branch, with the {@code end} that belongs to it. */
    private @Nullable List<Node> otherwise(Token keyword, Node.Choice choice) {
        if (tokens.peek(1).isName("end")) {
            end(keyword);
            return null;
        }
        tokens.next();
        tokens.next();
        Token next = tokens.peek();
        if (choice != Node.Choice.RANGE && next.isName(keyword(choice))) {
            tokens.enter();
            List<Node> chained = List.of(branch(choice));
            tokens.leave();
            return chained;
        }
        tokens.expect(Kind.CLOSE, "else");
        List<Node> body = body(keyword);
        end(keyword);
        return body;
    }

    private static String keyword(Node.Choice choice) {
        return choice == Node.Choice.IF ? "if" : "with";
    }

    private void end(Token keyword) {
        tokens.next();
        Token end = tokens.next();
        if (!end.isName("end")) {
            throw new GoSyntaxException(end.offset(), "unexpected {{else}} in " + keyword.text());
        }
        tokens.expect(Kind.CLOSE, "end");
    }

    private Node invocation() {
        Token keyword = tokens.next();
        String name = templateName("template");
        Pipeline pipeline = null;
        if (tokens.peek().is(Kind.CLOSE)) {
            tokens.next();
        } else {
            pipeline = pipelines.pipeline("template");
        }
        Node.Invocation invocation = new Node.Invocation(keyword.offset(), name, pipeline);
        invocations.add(invocation);
        return invocation;
    }

    private Node block() {
        Token keyword = tokens.next();
        String name = templateName("block");
        Pipeline pipeline = pipelines.pipeline("block");
        template(keyword, name);
        return new Node.Invocation(keyword.offset(), name, pipeline);
    }

    private Node jump() {
        Token keyword = tokens.next();
        if (loops == 0) {
            throw new GoSyntaxException(keyword.offset(), "{{" + keyword.text() + "}} outside of {{range}}");
        }
        tokens.expect(Kind.CLOSE, keyword.text());
        return new Node.Jump(keyword.offset(), keyword.isName("break"));
    }
}
