package io.mullama.template.golang;

import io.mullama.template.RenderOptions;
import io.mullama.template.Rendered;
import io.mullama.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A chat template as a Modelfile's {@code TEMPLATE} has it, rendered as Ollama does. Immutable: any number of threads may
 * render it at once.
 *
 * <p>A template that mentions {@code .Messages} renders a conversation at once. An older one knows {@code .System},
 * {@code .Prompt} and {@code .Response} alone: it renders turn after turn, and what stands after {@code .Response} is cut
 * off for the last turn. Source: Ollama's {@code template/template.go}, functions {@code Parse}, {@code Execute},
 * {@code collate} and {@code deleteNode}.
 */
public final class OllamaTemplate {
    private static final String RESPONSE = "Response";

    private final GoTemplate template;
    private final List<Node> turn;
    private final List<Node> lastTurn;

    private OllamaTemplate(GoTemplate template, List<Node> turn) {
        this.template = template;
        this.turn = turn;
        this.lastTurn = ResponseCut.of(turn);
    }

    /**
     * Parses a template. One that mentions neither messages nor an answer gets {@code {{ .Response }}} at its end.
     *
     * @param name what error messages call it
     * @throws TemplateException where the source is no template
     */
    public static OllamaTemplate parse(String name, String source) {
        GoTemplate template = GoTemplate.parse(name, source);
        List<Node> nodes = new ArrayList<>(template.program().main());
        if (!template.usesMessages() && !template.uses(RESPONSE)) {
            nodes.add(response(source.length()));
        }
        return new OllamaTemplate(template, List.copyOf(nodes));
    }

    private static Node response(int offset) {
        Operand field = new Operand.Fields(offset, new Operand.Dot(offset), List.of(RESPONSE));
        Pipeline.Command command = new Pipeline.Command(offset, List.of(field));
        return new Node.Action(offset, new Pipeline(offset, 0, List.of(), List.of(command)));
    }

    /** Whether the template renders all messages at once, and not turn by turn. */
    public boolean usesMessages() {
        return template.usesMessages();
    }

    /** Whether the template shows tools to the model; they are not rendered otherwise. */
    public boolean usesTools() {
        return usesMessages() && template.uses("Tools");
    }

    /** Whether the template can ask for what stands between two texts. */
    public boolean usesSuffix() {
        return template.uses("Suffix");
    }

    /**
     * The prompt that asks for the next answer, or for the rest of one that the conversation ends with.
     *
     * @throws TemplateException where the template fails or exceeds the limits
     * @throws IllegalArgumentException where tools or arguments hold what is not JSON
     */
    public Rendered render(OllamaConversation conversation, RenderOptions options) {
        return template.render(options, (interpreter, values) -> {
            if (usesMessages()) {
                interpreter.run(turn, data(conversation, interpreter, values));
            } else {
                turns(conversation, interpreter);
            }
        });
    }

    /**
     * The prompt that asks for what stands between a beginning and an end.
     *
     * @throws TemplateException where the template fails or exceeds the limits
     */
    public Rendered fill(String prompt, String suffix, OllamaConversation.Thinking thinking, RenderOptions options) {
        SortedMap<String, GoValue> data = thinking(thinking);
        data.put("Prompt", Values.input(prompt));
        data.put("Suffix", Values.input(suffix));
        data.put(RESPONSE, Values.input(""));
        return template.render(options, (interpreter, values) -> interpreter.run(turn, mapping(data)));
    }

    private static GoValue data(OllamaConversation conversation, Interpreter interpreter, Values values) {
        List<OllamaMessage> messages = conversation.messages();
        List<Map<String, ?>> tools = new ArrayList<>(conversation.tools());
        SortedMap<String, GoValue> data = thinking(conversation.thinking());
        data.put("System", Values.input(Messages.system(messages)));
        data.put("Messages", new Messages(values, interpreter.budget()).list(Messages.merged(messages)));
        data.put("Tools", new Tools(values, interpreter.budget()).list(tools));
        data.put(RESPONSE, Values.input(""));
        return mapping(data);
    }

    private static SortedMap<String, GoValue> thinking(OllamaConversation.Thinking thinking) {
        SortedMap<String, GoValue> data = new TreeMap<>();
        data.put("Think", new GoValue.Bool(thinking.on()));
        data.put("ThinkLevel", Values.input(thinking.level()));
        data.put("IsThinkSet", new GoValue.Bool(thinking.set()));
        return data;
    }

    private static GoValue mapping(SortedMap<String, GoValue> data) {
        return new GoValue.Mapping(data, GoValue.Layout.GO);
    }

    private void turns(OllamaConversation conversation, Interpreter interpreter) {
        Turn pending = Turn.EMPTY;
        for (OllamaMessage message : Messages.merged(conversation.messages())) {
            interpreter.budget().step();
            if (pending.isEndedBy(message)) {
                interpreter.run(turn, pending.data(conversation.thinking()));
                pending = Turn.EMPTY;
            }
            pending = pending.with(message);
        }
        interpreter.run(lastTurn, pending.data(conversation.thinking()));
    }

    /** What one execution of an older template renders. */
    private record Turn(String system, String prompt, String response) {
        static final Turn EMPTY = new Turn("", "", "");

        boolean isEndedBy(OllamaMessage message) {
            return switch (message.role()) {
                case "system" -> !prompt.isEmpty() || !response.isEmpty();
                case "user" -> !response.isEmpty();
                default -> false;
            };
        }

        Turn with(OllamaMessage message) {
            return switch (message.role()) {
                case "system" -> new Turn(message.content(), prompt, response);
                case "user" -> new Turn(system, message.content(), response);
                case "assistant" -> new Turn(system, prompt, message.content());
                default -> this;
            };
        }

        GoValue data(OllamaConversation.Thinking thinking) {
            SortedMap<String, GoValue> data = OllamaTemplate.thinking(thinking);
            data.put("System", Values.input(system));
            data.put("Prompt", Values.input(prompt));
            data.put(RESPONSE, Values.input(response));
            return mapping(data);
        }
    }
}
