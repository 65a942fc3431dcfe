package io.mullama.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of conversations that a template would refuse, or show in part. */
final class FittingTest {
    private static final Message USER = Message.user("u");
    private static final Message ANSWER = Message.assistant("a");

    /** Users and assistants in turn, and nothing else. */
    private static final String STRICT = "{% for m in messages %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}"
            + "{{ raise_exception('turns!') }}{% endif %}[{{ m.role }}]{{ m.content }}{% endfor %}";

    /** Tools, and a call in each message; ids as Mistral has them, where asked for. */
    private static final String TOOLS = "{% for t in tools or [] %}<{{ t.function.name }}>{% endfor %}"
            + "{% for m in messages %}[{{ m.role }}]{% if m.tool_calls %}{% set c = m.tool_calls[0] %}"
            + "{{ c.function.name }}{{ c.function.arguments | tojson }}#{{ c.id }}"
            + "{% else %}{{ m.content }}{% if m.tool_call_id %}#{{ m.tool_call_id }}{% endif %}{% endif %}{% endfor %}";

    private static String worded(String source, Conversation conversation) {
        return ChatTemplate.of("m", Optional.of(source), GoldenTemplates.CLOCK)
                .wording(conversation, true, GoldenTemplates.TOKENS);
    }

    private static String worded(String source, Message... messages) {
        return worded(source, new Conversation(List.of(messages)));
    }

    @Test
    void aSystemMessageThatIsRefusedGoesIntoTheFirstUsers() {
        assertThat(worded(STRICT, Message.system("s"), USER, ANSWER, USER))
                .isEqualTo("[user]s\n\nu[assistant]a[user]u");
    }

    @Test
    void neighboursOfOneRoleBecomeOne() {
        assertThat(worded(STRICT, USER, Message.user("v"), ANSWER, Message.assistant("b"), USER))
                .isEqualTo("[user]u\n\nv[assistant]a\n\nb[user]u");
    }

    @Test
    void anAssistantThatSpeaksFirstAnswersNothing() {
        assertThat(worded(STRICT, ANSWER, USER)).isEqualTo("[user][assistant]a[user]u");
    }

    @Test
    void aLaterSystemMessageKeepsItsPlace() {
        String source = "{% for m in messages %}{% if m.role == 'system' and not loop.first %}"
                + "{{ raise_exception('first!') }}{% endif %}[{{ m.role }}]{{ m.content }}{% endfor %}";

        assertThat(worded(source, Message.system("s"), USER, ANSWER, Message.system("t"), USER))
                .isEqualTo("[system]s[user]u[assistant]a[user]t[user]u");
    }

    @Test
    void toolsThatTheTemplateDoesNotShowAreDescribed() {
        Message call = Conversations.calling("Wait.", Conversations.call("1", "Rome"));

        assertThat(worded(STRICT, Conversations.tools(USER, call, Conversations.result("1", "21"))))
                .startsWith("[user]# Tools\n")
                .contains("{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"")
                .contains("\n\nu[assistant]Wait.\n<tool_call>\n{\"name\": \"get_weather\", \"arguments\": "
                        + "{\"city\": \"Rome\"}}\n</tool_call>")
                .endsWith("[user]<tool_response>\n21\n</tool_response>");
    }

    @Test
    void callsThatATemplateWordsOneByOneGetTheirResultsBehindThem() {
        Message calls = Conversations.calling("", Conversations.call("1", "Rome"), Conversations.call("2", "Bonn"));
        Conversation conversation =
                Conversations.tools(USER, calls, Conversations.result("2", "15"), Conversations.result("1", "21"));

        assertThat(worded(TOOLS, conversation))
                .isEqualTo("<get_weather><get_time>[user]u"
                        + "[assistant]get_weather{\"city\": \"Rome\"}#1[tool]21#1"
                        + "[assistant]get_weather{\"city\": \"Bonn\"}#2[tool]15#2");
    }

    @Test
    void contentThatIsLostBesideCallsComesBeforeThem() {
        Message call = Conversations.calling("Wait.", Conversations.call("1", "Rome"));

        assertThat(worded(TOOLS, Conversations.tools(USER, call)))
                .isEqualTo(
                        "<get_weather><get_time>[user]u[assistant]Wait.[assistant]get_weather{\"city\": \"Rome\"}#1");
    }

    @Test
    void idsThatAreRefusedBecomeShortOnesInCallsAndResults() {
        String source = "{% for m in messages %}{% for c in m.tool_calls or [] %}{% if c.id | length != 9 %}"
                + "{{ raise_exception('ids!') }}{% endif %}{% endfor %}{% endfor %}" + TOOLS;
        Message call = Conversations.calling("", Conversations.call("call_abcdef", "Rome"));

        assertThat(worded(source, Conversations.tools(USER, call, Conversations.result("call_abcdef", "21"))))
                .matches("(?s).*#([a-z0-9]{9})\\[tool]21#\\1");
    }

    @Test
    void callsWithoutIdsGetSome() {
        Message call = Conversations.calling("", Conversations.call("", "Rome"));

        assertThat(worded(TOOLS, Conversations.tools(USER, call, Conversations.result("", "21"))))
                .endsWith("#call00001[tool]21#call00001");
    }

    @Test
    void resultsWithoutIdsAnswerTheCallsOfTheirTools() {
        Message calls = Conversations.calling(
                "", new ToolCall("x", "get_time", "{}"), Conversations.call("y", "Rome"), new ToolCall("", "f", "{}"));
        Message weather = Conversations.result("", "21");
        Message rest = new Message("tool", "12:00", null, List.of(), Message.AnsweredCall.NONE);

        assertThat(worded(TOOLS, Conversations.tools(USER, calls, weather, rest, rest)))
                .endsWith("get_time{}#x[tool]12:00#x[assistant]get_weather{\"city\": \"Rome\"}#y[tool]21#y"
                        + "[assistant]f{}#call00003[tool]12:00#call00003");
    }

    @Test
    @Timeout(20)
    void aHostileConversationTakesNoLongerThanItsLength() {
        List<Message> messages = new ArrayList<>();
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            messages.add(USER);
            calls.add(Conversations.call("", "Rome"));
        }
        messages.add(Conversations.calling("", calls.toArray(ToolCall[]::new)));
        for (int i = 0; i < 20_000; i++) {
            messages.add(new Message("tool", "x", null, List.of(), new Message.AnsweredCall("other" + i, "")));
        }
        Conversation conversation = Conversations.tools(messages.toArray(Message[]::new));

        for (String source : List.of(STRICT, TOOLS)) {
            try {
                worded(source, conversation);
            } catch (MullamaException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.TEMPLATE_FAILED);
            }
        }
    }

    @Test
    void argumentsThatAreNoJsonArePassedAsTheyAre() {
        Message call = Conversations.calling("", new ToolCall("1", "f", "{\"a\": oops"));

        assertThat(worded(TOOLS, Conversations.tools(USER, call))).contains("f\"{\\\"a\\\": oops\"#1");
    }

    @Test
    void variablesOfTheRequestWinOverOthers() {
        ChatTemplate template = ChatTemplate.of(
                "m", Optional.of("{{ enable_thinking }}{{ extra }}{{ messages[0].content }}"), GoldenTemplates.CLOCK);
        Conversation conversation = Conversations.with(Thinking.ON, USER);

        assertThat(template.render(
                        conversation, GoldenTemplates.TOKENS, Map.of("enable_thinking", false, "extra", List.of(1))))
                .extracting(PromptText::text)
                .containsExactly("False[1]", "u");
    }

    @Test
    void unlessTheRequestSaysSoNoSwitchIsDefined() {
        String source = "{{ messages[-1].content }}{% if enable_thinking is defined %}{{ enable_thinking }}{% endif %}";

        assertThat(worded(source, Conversations.with(Thinking.UNSET, USER))).isEqualTo("u");
        assertThat(worded(source, Conversations.with(Thinking.ON, USER))).isEqualTo("uTrue");
        assertThat(worded(source, Conversations.with(Thinking.OFF, USER))).isEqualTo("uFalse");
    }

    @Test
    void aModelThatThinksAnyhowThinksAsLittleAsItCan() {
        String source = "{{ messages[-1].content }} effort: {{ reasoning_effort or 'medium' }}";

        assertThat(worded(source, Conversations.with(Thinking.OFF, USER))).endsWith("effort: low");
        assertThat(worded(source, Conversations.with(Thinking.ON, USER))).endsWith("effort: medium");
        assertThat(worded(source, Conversations.with(Thinking.HIGH, USER))).endsWith("effort: high");
    }

    @Test
    void aConversationThatNothingHelpsIsRefusedInTheTemplatesWords() {
        String source = "{% if messages | length > 2 %}{{ raise_exception('too many') }}{% endif %}"
                + "{% for m in messages %}{{ m.content }}{% endfor %}";

        assertThatThrownBy(() -> worded(source, USER, ANSWER, USER, ANSWER, USER))
                .isInstanceOfSatisfying(
                        MullamaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TEMPLATE_FAILED))
                .hasMessageContaining("too many");
    }

    @Test
    void thereIsNoGenerationPromptWhereNoneIsAskedFor() {
        ChatTemplate template = GoldenTemplates.template("Qwen-Qwen3-0.6B");
        Conversation call = Conversations.tools(USER, Conversations.calling("", Conversations.call("1", "Rome")));

        assertThat(template.wording(call, false, GoldenTemplates.TOKENS)).endsWith("</tool_call><|im_end|>\n");
        assertThat(template.wording(call, true, GoldenTemplates.TOKENS)).endsWith("<|im_start|>assistant\n");
    }

    @Test
    void thoughtsGoWhereTheTemplateLooksForThem() {
        Message call = Conversations.thinking("Hm.", Conversations.calling("", Conversations.call("1", "Rome")));
        Conversation conversation = Conversations.tools(USER, call, Conversations.result("1", "21"));
        Map<String, String> expected = Map.of(
                "Qwen-Qwen3-0.6B", "<think>\nHm.\n</think>",
                "openai-gpt-oss-120b", "<|channel|>analysis<|message|>Hm.<|end|>",
                "mistralai-Ministral-3-14B-Reasoning-2512", "[THINK]Hm.[/THINK]",
                "upstage-Solar-Open-100B", "<|think|>Hm.<|end|>",
                "google-gemma-4-31B-it-interleaved", "<|channel>thought\nHm.<channel|>");

        expected.forEach((name, thoughts) -> assertThat(
                        GoldenTemplates.template(name).wording(conversation, true, GoldenTemplates.TOKENS))
                .contains(thoughts));
    }

    @Test
    void whatToolsReturnedIsInTheCallWhereGemmaLooksForIt() {
        Message call = Conversations.calling("", Conversations.call("1", "Rome"));
        Conversation conversation = Conversations.tools(USER, call, Conversations.result("1", "{\"sky\": \"clear\"}"));

        assertThat(GoldenTemplates.template("google-gemma-4-31B-it-interleaved")
                        .wording(conversation, true, GoldenTemplates.TOKENS))
                .contains("<|tool_response>response:get_weather{sky:<|\"|>clear<|\"|>}<tool_response|>");
    }
}
