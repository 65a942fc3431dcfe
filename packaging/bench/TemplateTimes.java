import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.ChatTemplate;
import io.mullama.chat.Conversation;
import io.mullama.chat.Message;
import io.mullama.chat.SpecialTokens;
import io.mullama.chat.Thinking;
import io.mullama.chat.ToolCall;
import io.mullama.chat.ToolChoice;
import io.mullama.chat.ToolDefinition;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a chat template takes: in a JVM of its own, from the source to the first prompt, then for the prompts after it.
 *
 * <p>{@code TemplateTimes extract GOLDEN.json FOLDER} writes templates to files; {@code TemplateTimes FILE} prints
 * milliseconds: the first prompt of a plain conversation, the same in time of the CPU, and so the first prompt with tools and
 * thoughts and then what is still to be found out about the template; the medians of later prompts of both kinds.
 */
public final class TemplateTimes {
    private static final SpecialTokens TOKENS = new SpecialTokens("<s>", "</s>");
    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 1_001;

    private TemplateTimes() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("extract")) {
            extract(Path.of(args[1]), Path.of(args[2]));
            return;
        }
        String source = Files.readString(Path.of(args[0]));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Conversation plain = plain();
        Conversation tools = tools();
        long start = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        ChatTemplate template = ChatTemplate.of("model", Optional.of(source), Clock.systemUTC());
        template.render(plain, TOKENS);
        double firstCpu = (threads.getCurrentThreadCpuTime() - cpu) / 1e6;
        double first = since(start);
        cpu = threads.getCurrentThreadCpuTime();
        template.render(tools, TOKENS);
        double firstTools = (threads.getCurrentThreadCpuTime() - cpu) / 1e6;
        cpu = threads.getCurrentThreadCpuTime();
        template.traits(TOKENS);
        double traits = (threads.getCurrentThreadCpuTime() - cpu) / 1e6;
        double later = later(template, plain);
        System.out.printf(
                Locale.ROOT,
                "%.1f %.1f %.1f %.1f %.3f %.3f%n",
                first,
                firstCpu,
                firstTools,
                traits,
                later,
                later(template, tools));
    }

    private static void extract(Path golden, Path folder) throws Exception {
        var templates = new ObjectMapper().readTree(golden.toFile()).get("templates").properties();
        for (var template : templates) {
            Files.writeString(folder.resolve(template.getKey()), template.getValue().asText());
        }
    }

    private static double later(ChatTemplate template, Conversation conversation) {
        for (int i = 0; i < WARM_UP; i++) {
            template.render(conversation, TOKENS);
        }
        double[] times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            template.render(conversation, TOKENS);
            times[i] = since(start);
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static Conversation plain() {
        return new Conversation(List.of(
                Message.system("You are a helpful assistant."),
                Message.user("Hi, who are you?"),
                Message.assistant("I am a model."),
                Message.user("What is the capital of France, and what is the weather like there?")));
    }

    private static Conversation tools() {
        ToolCall call = new ToolCall("call_1", "get_weather", "{\"city\": \"Paris\", \"days\": 3}");
        List<Message> messages = List.of(
                Message.system("You are a helpful assistant."),
                Message.user("What is the weather in Paris?"),
                new Message("assistant", "", "I need the tool.", List.of(call), Message.AnsweredCall.NONE),
                new Message("tool", "21.5 °C", null, List.of(), new Message.AnsweredCall("get_weather", "call_1")));
        return new Conversation(
                messages, List.of(tool("get_weather"), tool("get_time")), ToolChoice.AUTO, Thinking.ON);
    }

    private static ToolDefinition tool(String name) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode properties = json.objectNode();
        properties.set("city", json.objectNode().put("type", "string").put("description", "The city"));
        properties.set("days", json.objectNode().put("type", "integer").put("description", "How many days"));
        ObjectNode parameters = json.objectNode().put("type", "object");
        parameters.set("properties", properties);
        parameters.set("required", json.arrayNode().add("city"));
        ObjectNode function = json.objectNode().put("name", name).put("description", "Tells what it is asked for.");
        function.set("parameters", parameters);
        ObjectNode whole = json.objectNode().put("type", "function");
        whole.set("function", function);
        return new ToolDefinition(name, parameters, whole);
    }
}
