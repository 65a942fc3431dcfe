package io.mullama.chat.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mullama.chat.Conversation;
import io.mullama.chat.Message;
import io.mullama.chat.PromptText;
import io.mullama.chat.SpecialTokens;
import io.mullama.chat.TemplateFamily;
import io.mullama.chat.Thinking;
import io.mullama.chat.ToolChoice;
import io.mullama.chat.ToolDefinition;
import io.mullama.chat.answer.AnswerEvent;
import io.mullama.chat.answer.AnswerParser;
import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Stage;
import io.mullama.model.ModelRecipe.Traits;
import io.mullama.model.MullamaException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChatModelTest {
    /** Thinks where it is told to, by a tag that the prompt opens, and calls tools as Hermes does. */
    private static final String TEMPLATE = """
            {%- for tool in tools or [] %}{{ tool | tojson }}
            {% endfor -%}
            {%- for message in messages -%}
            <|{{ message.role }}|>{{ message.content }}
            {%- for call in message.tool_calls or [] -%}
            <tool_call>{"name": {{ call.function.name | tojson }}, "arguments": {{ call.function.arguments | tojson }}}</tool_call>
            {%- endfor -%}<|end|>
            {%- endfor -%}
            {%- if add_generation_prompt -%}<|assistant|>
            {%- if enable_thinking is defined and enable_thinking -%}<think>{%- endif -%}
            {%- endif -%}
            """;

    private static final String ADD_CALL = "<tool_call>{\"name\": \"add\", \"arguments\": {\"a\": 1}}</tool_call>";

    private final ChatModel model = model(TEMPLATE);

    @Test
    void textMayBeAnythingAndBeginWithAThought() {
        AnswerPlan plan = plan(request(TextRules.FREE, Thinking.UNSET));

        assertThat(PlanWalk.allowsWhole(plan, "Hello <b> <think>")).isTrue();
        assertThat(PlanWalk.stopsCount(plan, "Hello <think> <tool")).isTrue();
        assertThat(PlanWalk.stopsCount(plan, " <think>Hm")).isFalse();
        assertThat(PlanWalk.allowsWhole(plan, "<b>Hello")).isTrue();
        assertThat(PlanWalk.allowsWhole(plan, "\n<think>Hm</think>Hello")).isTrue();
        assertThat(PlanWalk.allowsWhole(plan, "")).isTrue();
    }

    @Test
    void jsonIsHeldFromItsBeginning() {
        AnswerPlan plan = plan(request(TextRules.JSON, Thinking.UNSET));

        assertThat(PlanWalk.allowsWhole(plan, "{\"a\": 1}")).isTrue();
        assertThat(PlanWalk.allows(plan, "Hello")).isFalse();
        assertThat(PlanWalk.allowsWhole(plan, "")).isFalse();
    }

    @Test
    void aModelThatIsNotToThinkDoesNotBeginToBecauseItIsHeld() {
        assertThat(PlanWalk.allows(plan(request(TextRules.JSON, Thinking.UNSET)), "<think>"))
                .isFalse();
        assertThat(PlanWalk.allows(plan(request(TextRules.JSON, Thinking.OFF)), "<think>"))
                .isFalse();
    }

    @Test
    void aThoughtComesBeforeWhatIsHeld() {
        AnswerPlan plan = plan(request(TextRules.JSON, Thinking.ON));

        assertThat(PlanWalk.allowsWhole(plan, "Hm {</think>\n\n{}")).isTrue();
        assertThat(PlanWalk.allowsWhole(plan, "Hm")).isFalse();
        assertThat(PlanWalk.allows(plan, "Hm</think>Hello")).isFalse();
        assertThat(PlanWalk.allowsWhole(plan, "Hm</think>\n")).isFalse();
    }

    @Test
    void aModelThatThinksUnaskedMayDoSoBeforeWhatIsHeld() {
        String always = TEMPLATE.replace("enable_thinking is defined and enable_thinking", "false");
        Traits tags = new Traits(null, "<think> </think>", null, List.of(), null, null);
        AnswerPlan plan = ChatModel.of(traits(always, tags), Clock.systemUTC())
                .turn(request(TextRules.JSON, Thinking.UNSET))
                .plan();

        assertThat(PlanWalk.allowsWhole(plan, "<think>Hm</think>{}")).isTrue();
        assertThat(PlanWalk.allowsWhole(plan, "{}")).isTrue();
    }

    @Test
    void aGrammarStartsAfterTheThoughtToo() {
        AnswerPlan plan = plan(request(new TextRules.Gbnf("root ::= \"yes\" | \"no\""), Thinking.ON));

        assertThat(PlanWalk.allowsWhole(plan, "Hm</think>\n\nyes")).isTrue();
        assertThat(PlanWalk.allows(plan, "Hm</think>maybe")).isFalse();
    }

    @Test
    void aBudgetBoundsTheThoughtAndNoThinkingEndsItAtOnce() {
        TurnRequest bounded =
                new TurnRequest(conversation(ToolChoice.NONE, Thinking.ON), TextRules.FREE, true, OptionalInt.of(7));

        assertThat(plan(bounded).stages()).extracting(Stage::budget).contains(new Stage.Budget(7, "\n</think>\n\n"));
        assertThat(plan(request(TextRules.FREE, Thinking.OFF)).stages())
                .extracting(Stage::budget)
                .contains(new Stage.Budget(0, "\n</think>\n\n"));
    }

    @Test
    void stopTextsDoNotCountInThoughts() {
        assertThat(plan(request(TextRules.FREE, Thinking.ON)).stages())
                .extracting(Stage::stops)
                .containsExactly(false, false, true);
    }

    @Test
    void aCallThatHasBegunIsHeldToItsTool() {
        AnswerPlan plan = plan(tools(ToolChoice.AUTO, true));

        assertThat(PlanWalk.allowsWhole(plan, "Hello")).isTrue();
        assertThat(PlanWalk.allowsWhole(plan, "Well: " + ADD_CALL + " and " + ADD_CALL + " done"))
                .isTrue();
        assertThat(PlanWalk.allows(plan, "<tool_call>{\"name\": \"sub\"")).isFalse();
        assertThat(PlanWalk.allows(plan, "<tool_call>{\"name\": \"add\", \"arguments\": {\"b\""))
                .isFalse();
        assertThat(PlanWalk.allowsWhole(plan, "<tool_call>{\"name\": \"add\"")).isFalse();
    }

    @Test
    void oneCallIsTheLastWhereSeveralAreNotWanted() {
        AnswerPlan plan = plan(tools(ToolChoice.AUTO, false));

        assertThat(PlanWalk.allowsWhole(plan, "Well: " + ADD_CALL)).isTrue();
        assertThat(PlanWalk.allows(plan, ADD_CALL + "\n" + ADD_CALL)).isFalse();
    }

    @Test
    void aRequiredCallIsAllThereIs() {
        AnswerPlan plan = plan(tools(ToolChoice.REQUIRED, true));

        assertThat(PlanWalk.allowsWhole(plan, ADD_CALL + "\n" + ADD_CALL)).isTrue();
        assertThat(PlanWalk.allows(plan, "Hello")).isFalse();
        assertThat(PlanWalk.allowsWhole(plan, "")).isFalse();
    }

    @Test
    void oneToolCanBeRequired() {
        AnswerPlan plan = plan(tools(new ToolChoice.Function("now"), true));

        assertThat(PlanWalk.allowsWhole(plan, "<tool_call>{\"name\": \"now\", \"arguments\": {}}</tool_call>"))
                .isTrue();
        assertThat(PlanWalk.allows(plan, "<tool_call>{\"name\": \"add\"")).isFalse();
    }

    @Test
    void forbiddenToolsAreNotShown() {
        Turn turn = model.turn(tools(ToolChoice.NONE, true));

        assertThat(turn.prompt()).noneMatch(part -> part.text().contains("add"));
        assertThat(turn.syntax().tools()).isNull();
    }

    @Test
    void textAndCallsAreHeldTogether() {
        AnswerPlan plan = plan(new TurnRequest(
                conversation(ToolChoice.AUTO, Thinking.UNSET), TextRules.JSON, true, OptionalInt.empty()));

        assertThat(PlanWalk.allowsWhole(plan, "{\"a\": 1}")).isTrue();
        assertThat(PlanWalk.allowsWhole(plan, ADD_CALL)).isTrue();
        assertThat(PlanWalk.allows(plan, "Hello")).isFalse();
    }

    @Test
    void aGrammarAndToolsExcludeEachOther() {
        TurnRequest both = new TurnRequest(
                conversation(ToolChoice.AUTO, Thinking.UNSET),
                new TextRules.Gbnf("root ::= \"x\""),
                true,
                OptionalInt.empty());

        assertThatThrownBy(() -> model.turn(both))
                .isInstanceOf(MullamaException.class)
                .hasMessage("'grammar' cannot be combined with 'tools'; leave one out, or choose no tool");
    }

    @Test
    void aToolWhoseSchemaCannotBeEnforcedIsHeldToJsonAndSaidSo() throws JsonProcessingException {
        ObjectNode schema = (ObjectNode) new JsonMapper().readTree("{\"type\":\"object\",\"not\":{}}");
        Conversation conversation = new Conversation(
                List.of(Message.user("Hi")), List.of(tool("odd", schema)), ToolChoice.REQUIRED, Thinking.UNSET);

        Turn turn = model.turn(new TurnRequest(conversation, TextRules.FREE, true, OptionalInt.empty()));

        assertThat(turn.notes())
                .singleElement()
                .asString()
                .startsWith("calls of odd are not held to all of their schema: ");
        assertThat(PlanWalk.allowsWhole(
                        turn.plan(), "<tool_call>{\"name\": \"odd\", \"arguments\": {\"x\": [1]}}</tool_call>"))
                .isTrue();
    }

    @Test
    void whatCanBeEnforcedOfAToolsSchemaIs() throws JsonProcessingException {
        ObjectNode schema = (ObjectNode) new JsonMapper()
                .readTree(
                        "{\"type\":\"object\",\"properties\":{\"zip\":{\"type\":\"integer\"},\"p\":{\"type\":\"string\","
                                + "\"format\":\"password\"}},\"required\":[\"zip\"]}");
        Conversation conversation = new Conversation(
                List.of(Message.user("Hi")), List.of(tool("odd", schema)), ToolChoice.REQUIRED, Thinking.UNSET);

        AnswerPlan plan = plan(new TurnRequest(conversation, TextRules.FREE, true, OptionalInt.empty()));

        assertThat(PlanWalk.allows(plan, "<tool_call>{\"name\": \"odd\", \"arguments\": {\"zip\": 5, \"p\": \"x\""))
                .isTrue();
        assertThat(PlanWalk.allows(plan, "<tool_call>{\"name\": \"odd\", \"arguments\": {\"city\""))
                .isFalse();
    }

    @Test
    void manyToolsOfAnyFormatMakeNoPlanThatIsTooLarge() {
        for (String format :
                List.of("llama", "json", "hermes", "qwen3-coder", "harmony", "mistral", "gemma4", "lfm2")) {
            ChatModel own = ChatModel.of(
                    traits(TEMPLATE, new Traits(null, "on", format, List.of(), null, null)), Clock.systemUTC());
            for (int count : List.of(1, 15, 16, 24, 64, 128)) {
                List<ToolDefinition> tools = IntStream.range(0, count)
                        .mapToObj(i -> tool("tool_" + "x".repeat(50) + i, wide()))
                        .toList();
                Conversation conversation =
                        new Conversation(List.of(Message.user("Hi")), tools, ToolChoice.AUTO, Thinking.ON);
                Turn turn = own.turn(new TurnRequest(conversation, TextRules.FREE, true, OptionalInt.empty()));

                assertThat(PlanWalk.allows(turn.plan(), "Hm</think>Hello"))
                        .as(format + count)
                        .isTrue();
            }
        }
    }

    private static ObjectNode wide() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        for (int i = 0; i < 15; i++) {
            properties.putObject("p" + i).put("type", i % 2 == 0 ? "string" : "integer");
        }
        return schema;
    }

    @Test
    void stopTextsDoNotMatchTheBlanksBehindAThought() {
        AnswerPlan plan = plan(request(TextRules.FREE, Thinking.ON));

        assertThat(PlanWalk.stopsCount(plan, "Hm</think>\n\n")).isFalse();
        assertThat(PlanWalk.stopsCount(plan, "Hm</think>\n\nParis\n")).isTrue();
    }

    @Test
    void thinkingThatNobodyCouldTellApartIsNotAskedFor() {
        ChatModel own =
                ChatModel.of(traits(TEMPLATE, new Traits(null, "off", null, List.of(), null, null)), Clock.systemUTC());

        Turn turn = own.turn(request(TextRules.FREE, Thinking.ON));

        assertThat(turn.prompt().get(turn.prompt().size() - 1).text()).endsWith("<|assistant|>");
        assertThat(turn.notes()).containsExactly("thinking was asked for, and has no effect: m marks no thoughts");
    }

    @Test
    void aHeldAnswerIsNeverNothingButMarks() {
        ChatModel own = ChatModel.of(
                traits(TEMPLATE, new Traits(null, "granite", null, List.of(), null, null)), Clock.systemUTC());
        AnswerPlan plan = own.turn(request(TextRules.JSON, Thinking.ON)).plan();

        assertThat(PlanWalk.allowsWhole(plan, "Hm</think><response>{}")).isTrue();
        assertThat(PlanWalk.allowsWhole(plan, "Hm</think><response>")).isFalse();
    }

    @Test
    void aModelfileSaysHowThoughtsAreMarked() {
        Traits traits = new Traits(null, "<a> </a>", "off", List.of(), null, null);
        ChatModel own = ChatModel.of(traits(TEMPLATE, traits), Clock.systemUTC());

        assertThat(own.formats().thinking()).isNotNull();
        assertThat(own.formats().tools()).isNull();
        assertThatThrownBy(() -> own.turn(tools(ToolChoice.REQUIRED, true)))
                .hasMessage("'tool_choice' requires a call, and this model has no way to call tools");
    }

    @Test
    void theSameToolsAreDescribedOnce() {
        Turn first = model.turn(tools(ToolChoice.AUTO, true));
        Turn again = model.turn(tools(ToolChoice.AUTO, true));
        Turn other = model.turn(tools(ToolChoice.AUTO, false));

        assertThat(again.plan()).isEqualTo(first.plan()).isNotEqualTo(other.plan());
        int call = first.plan().stages().size() - 1;
        assertThat(again.plan().stages().get(call))
                .isSameAs(first.plan().stages().get(call));
    }

    @Test
    void whatIsNotHeldIsSaidWithEveryTurn() throws JsonProcessingException {
        ObjectNode schema = (ObjectNode) new JsonMapper().readTree("{\"type\":\"object\",\"not\":{}}");
        Conversation conversation = new Conversation(
                List.of(Message.user("Hi")), List.of(tool("odd", schema)), ToolChoice.AUTO, Thinking.UNSET);
        TurnRequest request = new TurnRequest(conversation, TextRules.FREE, true, OptionalInt.empty());

        assertThat(model.turn(request).notes())
                .hasSize(1)
                .isEqualTo(model.turn(request).notes());
    }

    @Test
    void aModelfilesUnknownFormatIsRefused() {
        Traits traits = new Traits(null, null, "smoke", List.of(), null, null);
        ChatModel own = ChatModel.of(traits(TEMPLATE, traits), Clock.systemUTC());

        assertThatThrownBy(own::formats)
                .hasMessage("there is no such format as \"smoke\" for TOOLFORMAT in the Modelfile");
    }

    @Test
    void theRestOfATurnFollowsWhatItBeginsWith() {
        Turn turn = model.rest(request(TextRules.FREE, Thinking.OFF), Message.assistant("The answer is ("));

        assertThat(turn.prompt().stream().map(PromptText::text).collect(Collectors.joining()))
                .endsWith("<|assistant|>The answer is (");
        assertThat(turn.prompt().get(turn.prompt().size() - 1).input()).isTrue();
        assertThat(read(turn, " B) <think>")).containsExactly(new AnswerEvent.Content(" B) <think>"));
    }

    @Test
    void aThoughtThatThePromptOpensIsClosedBeforeTheRest() {
        Message begun = new Message("assistant", "Yes", "Hm", List.of(), Message.AnsweredCall.NONE);

        Turn turn = model.rest(request(TextRules.FREE, Thinking.ON), begun);

        assertThat(turn.prompt().stream().map(PromptText::text).collect(Collectors.joining()))
                .endsWith("<|assistant|><think>Hm\n</think>\n\nYes");
        assertThat(turn.plan()).isEqualTo(AnswerPlan.FREE);
    }

    @Test
    void theRestOfATurnMayCallTools() {
        Turn turn = model.rest(tools(ToolChoice.AUTO, true), Message.assistant("Let me add."));

        assertThat(PlanWalk.allowsWhole(turn.plan(), " So: " + ADD_CALL)).isTrue();
        assertThat(PlanWalk.allows(turn.plan(), "<tool_call>{\"name\": \"sub\""))
                .isFalse();
        assertThat(read(turn, " So: " + ADD_CALL)).contains(new AnswerEvent.CallBegun(0, "id", "add"));
    }

    @Test
    void theRestOfATurnCannotBeHeld() {
        String problem = "'messages' end with an answer that has begun, which no format, grammar or tool_choice can be"
                + " combined with; leave that message out";
        Message begun = Message.assistant("{");

        assertThatThrownBy(() -> model.rest(request(TextRules.JSON, Thinking.OFF), begun))
                .hasMessage(problem);
        assertThatThrownBy(() -> model.rest(tools(ToolChoice.REQUIRED, true), begun))
                .hasMessage(problem);
    }

    private static List<AnswerEvent> read(Turn turn, String text) {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerParser parser = new AnswerParser(turn.syntax(), events::add, () -> "id");
        parser.append(text);
        parser.finish();
        return events;
    }

    private AnswerPlan plan(TurnRequest request) {
        return model.turn(request).plan();
    }

    private static ChatModel model(String template) {
        return ChatModel.of(traits(template, Traits.NONE), Clock.systemUTC());
    }

    private static ModelTraits traits(String template, Traits traits) {
        return new ModelTraits(
                "m", Optional.of(template), TemplateFamily.Hints.NONE, new SpecialTokens("", "<|end|>"), traits);
    }

    private static TurnRequest request(TextRules text, Thinking thinking) {
        Conversation conversation = new Conversation(List.of(Message.user("Hi")), List.of(), ToolChoice.AUTO, thinking);
        return new TurnRequest(conversation, text, true, OptionalInt.empty());
    }

    private static TurnRequest tools(ToolChoice choice, boolean parallel) {
        return new TurnRequest(conversation(choice, Thinking.UNSET), TextRules.FREE, parallel, OptionalInt.empty());
    }

    private static Conversation conversation(ToolChoice choice, Thinking thinking) {
        ObjectNode add = JsonNodeFactory.instance.objectNode().put("type", "object");
        add.putObject("properties").putObject("a").put("type", "integer");
        ObjectNode now = JsonNodeFactory.instance.objectNode().put("type", "object");
        now.putObject("properties");
        return new Conversation(
                List.of(Message.user("Hi")), List.of(tool("add", add), tool("now", now)), choice, thinking);
    }

    private static ToolDefinition tool(String name, ObjectNode parameters) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "function");
        json.putObject("function").put("name", name).put("description", "").set("parameters", parameters);
        return new ToolDefinition(name, parameters, json);
    }
}
