package io.mullama.template.syntax;

import io.mullama.template.syntax.Statement.AssignBlock;
import io.mullama.template.syntax.Statement.CallBlock;
import io.mullama.template.syntax.Statement.FilterBlock;
import io.mullama.template.syntax.Statement.For;
import io.mullama.template.syntax.Statement.If;
import io.mullama.template.syntax.Statement.Jump;
import io.mullama.template.syntax.Statement.Macro;
import io.mullama.template.syntax.Statement.With;
import io.mullama.template.syntax.Token.Kind;
import io.mullama.template.value.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Parses statements, and with them a whole template. Confined to one thread. */
public final class Parser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final SignatureParser signatures;
    private final Deque<String> openTags = new ArrayDeque<>();
    private int loops;

    private Parser(TokenStream tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.signatures = new SignatureParser(tokens, expressions);
    }

    /** Parses a template; fails with a {@link SyntaxException}. */
    public static List<Statement> parse(Source source) {
        return new Parser(new TokenStream(Lexer.tokenize(source))).parseUntil();
    }

    /** Parses up to a tag with one of the names, which stays the current token, or to the end if there are none. */
    private List<Statement> parseUntil(String... endTags) {
        List<Statement> body = new ArrayList<>();
        while (!tokens.current().is(Kind.END)) {
            Token token = tokens.next();
            switch (token.kind()) {
                case DATA -> body.add(new Statement.Data(token.offset(), Text.template(token.text())));
                case VARIABLE_BEGIN -> {
                    body.add(new Statement.Print(token.offset(), expressions.parseTuple()));
                    tokens.expect(Kind.VARIABLE_END);
                }
                default -> {
                    if (isOneOf(endTags)) {
                        return body;
                    }
                    body.add(parseTag(token.offset(), endTags));
                    tokens.expect(Kind.BLOCK_END);
                }
            }
        }
        if (endTags.length > 0) {
            throw new SyntaxException(tokens.current().offset(), "Unexpected end of template. " + lookingFor(endTags));
        }
        return body;
    }

    private boolean isOneOf(String... names) {
        for (String name : names) {
            if (tokens.isName(name)) {
                return true;
            }
        }
        return false;
    }

    private String lookingFor(String... endTags) {
        return "Jinja was looking for the following tags: '" + String.join("' or '", endTags)
                + "'. The innermost block that needs to be closed is '" + openTags.peek() + "'.";
    }

    private Statement parseTag(int offset, String... endTags) {
        Token name = tokens.current();
        if (!name.is(Kind.NAME)) {
            throw new SyntaxException(name.offset(), "tag name expected");
        }
        tokens.next();
        tokens.enter();
        openTags.push(name.text());
        Statement statement = switch (name.text()) {
            case "if" -> parseIf(offset);
            case "for" -> parseFor(offset);
            case "set" -> parseSet(offset);
            case "macro" -> parseMacro(offset);
            case "call" -> parseCall(offset);
            case "filter" -> parseFilter(offset);
            case "with" -> parseWith(offset);
            case "generation" -> new With(offset, List.of(), parseBody("endgeneration"));
            case "break", "continue" -> parseJump(name);
            default -> throw unknownTag(name, endTags);
        };
        openTags.pop();
        tokens.leave();
        return statement;
    }

    private SyntaxException unknownTag(Token name, String... endTags) {
        openTags.pop();
        String message = "Encountered unknown tag '" + name.text() + "'.";
        return new SyntaxException(name.offset(), endTags.length == 0 ? message : message + " " + lookingFor(endTags));
    }

    /** Parses the rest of a tag and the body behind it, up to the tag with the given name, which is taken too. */
    private List<Statement> parseBody(String endTag) {
        List<Statement> body = parseBodyUntil(endTag);
        tokens.next();
        return body;
    }

    private List<Statement> parseBodyUntil(String... endTags) {
        tokens.skipOperator(":");
        tokens.expect(Kind.BLOCK_END);
        return parseUntil(endTags);
    }

    private Statement parseIf(int offset) {
        List<If.Branch> branches = new ArrayList<>();
        List<Statement> otherwise = List.of();
        while (true) {
            Expression condition = expressions.parseTupleWithoutConditional();
            branches.add(new If.Branch(condition, parseBodyUntil("elif", "else", "endif")));
            String end = tokens.next().text();
            if (end.equals("else")) {
                otherwise = parseBody("endif");
            }
            if (!end.equals("elif")) {
                return new If(offset, branches, otherwise);
            }
        }
    }

    private Statement parseFor(int offset) {
        Target target = signatures.parseTarget("in");
        tokens.expectName("in");
        Expression items = expressions.parseTupleWithoutConditional();
        Expression condition = tokens.skipName("if") ? expressions.parse() : null;
        boolean recursive = tokens.skipName("recursive");
        loops++;
        List<Statement> body = parseBodyUntil("endfor", "else");
        loops--;
        List<Statement> otherwise = tokens.next().text().equals("else") ? parseBody("endfor") : List.of();
        return new For(offset, target, items, condition, recursive, body, otherwise);
    }

    private Statement parseJump(Token name) {
        if (loops == 0) {
            throw new SyntaxException(name.offset(), "'" + name.text() + "' outside of a loop");
        }
        return new Jump(name.offset(), name.text().equals("break"));
    }

    private Statement parseSet(int offset) {
        Target target = signatures.parseTarget("=");
        if (tokens.skipOperator("=")) {
            return new Statement.Assign(offset, target, expressions.parseTuple());
        }
        List<Statement.FilterCall> filters = expressions.primaries().parseFilterChain();
        return new AssignBlock(offset, target, filters, parseBody("endset"));
    }

    private Statement parseMacro(int offset) {
        String name = tokens.expect(Kind.NAME).text();
        int start = tokens.index();
        List<Statement.Signature.Parameter> parameters = signatures.parseParameters();
        List<Statement> body = parseDetached("endmacro");
        return new Macro(offset, name, signature(parameters, start), body);
    }

    private Statement parseCall(int offset) {
        int start = tokens.index();
        List<Statement.Signature.Parameter> parameters =
                tokens.isOperator("(") ? signatures.parseParameters() : List.of();
        Expression call = expressions.parse();
        if (!(call instanceof Expression.Call made)) {
            throw new SyntaxException(offset, "expected call");
        }
        List<Statement> body = parseDetached("endcall");
        return new CallBlock(offset, signature(parameters, start), made, body);
    }

    private Statement.Signature signature(List<Statement.Signature.Parameter> parameters, int start) {
        return new Statement.Signature(parameters, tokens.hasName("varargs", start), tokens.hasName("kwargs", start));
    }

    /** Parses a body that runs elsewhere, so that no jump leads out of it. */
    private List<Statement> parseDetached(String endTag) {
        int around = loops;
        loops = 0;
        List<Statement> body = parseBody(endTag);
        loops = around;
        return body;
    }

    private Statement parseFilter(int offset) {
        List<Statement.FilterCall> filters = new ArrayList<>();
        filters.add(expressions.primaries().parseFirstFilter());
        filters.addAll(expressions.primaries().parseFilterChain());
        return new FilterBlock(offset, filters, parseBody("endfilter"));
    }

    private Statement parseWith(int offset) {
        List<Statement.Assign> assignments = new ArrayList<>();
        while (!tokens.current().is(Kind.BLOCK_END)) {
            if (!assignments.isEmpty()) {
                tokens.expectOperator(",");
            }
            int at = tokens.current().offset();
            Target target = signatures.parseTarget("=");
            tokens.expectOperator("=");
            assignments.add(new Statement.Assign(at, target, expressions.parse()));
        }
        return new With(offset, assignments, parseBody("endwith"));
    }
}
