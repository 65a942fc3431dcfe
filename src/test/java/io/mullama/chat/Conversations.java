package io.mullama.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conversations that every model has to be able to lead. Stateless. */
final class Conversations {
    private Conversations() {}

    static ToolDefinition tool(String name, String description) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode city = json.objectNode().put("type", "string").put("description", "The city.");
        ObjectNode parameters = json.objectNode().put("type", "object");
        parameters.set("properties", json.objectNode().set("city", city));
        parameters.set("required", json.arrayNode().add("city"));
        ObjectNode function = json.objectNode().put("name", name).put("description", description);
        function.set("parameters", parameters);
        ObjectNode whole = json.objectNode().put("type", "function");
        whole.set("function", function);
        return new ToolDefinition(name, parameters, whole);
    }

    static Message calling(String content, ToolCall... calls) {
        return new Message("assistant", content, null, List.of(calls), Message.AnsweredCall.NONE);
    }

    static Message thinking(String thinking, Message message) {
        return new Message(message.role(), message.content(), thinking, message.toolCalls(), message.answers());
    }

    static ToolCall call(String id, String city) {
        return new ToolCall(id, "get_weather", "{\"city\": \"" + city + "\"}");
    }

    static Message result(String id, String content) {
        return new Message("tool", content, null, List.of(), new Message.AnsweredCall("get_weather", id));
    }

    static Conversation with(Thinking thinking, Message... messages) {
        return new Conversation(List.of(messages), List.of(), ToolChoice.AUTO, thinking);
    }

    static Conversation tools(Message... messages) {
        List<ToolDefinition> tools =
                List.of(tool("get_weather", "Tells the needleWeather."), tool("get_time", "Tells the needleTime."));
        return new Conversation(List.of(messages), tools, ToolChoice.AUTO, Thinking.UNSET);
    }

    /** By what they are about; each word that begins with {@code needle} has to reach the model. */
    static Map<String, Conversation> all() {
        Map<String, Conversation> all = new LinkedHashMap<>();
        plain(all);
        order(all);
        calls(all);
        callsInTrouble(all);
        return all;
    }

    private static void plain(Map<String, Conversation> all) {
        Message system = Message.system("needleSystem");
        Message user = Message.user("needleUser");
        Message answer = Message.assistant("needleAnswer");
        all.put("user", new Conversation(List.of(user)));
        all.put("system and user", new Conversation(List.of(system, user)));
        all.put("several turns", new Conversation(List.of(system, user, answer, Message.user("needleMore"))));
        for (Thinking thinking : Thinking.values()) {
            all.put("thinking " + thinking, with(thinking, system, user));
            all.put("thinking without system " + thinking, with(thinking, user));
        }
        all.put("thoughts of before", with(Thinking.ON, user, thinking("Hm.", answer), Message.user("needleMore")));
    }

    private static void order(Map<String, Conversation> all) {
        Message system = Message.system("needleSystem");
        Message user = Message.user("needleUser");
        Message answer = Message.assistant("needleAnswer");
        Message more = Message.user("needleMore");
        all.put("system alone", new Conversation(List.of(system)));
        all.put("two systems", new Conversation(List.of(system, Message.system("needleRule"), user)));
        all.put("developer", new Conversation(List.of(new Message("developer", "needleDeveloper"), user)));
        all.put(
                "system and developer",
                new Conversation(List.of(system, new Message("developer", "needleDeveloper"), user)));
        all.put("later system", new Conversation(List.of(system, user, answer, Message.system("needleRule"), more)));
        all.put("system last", new Conversation(List.of(user, answer, more, Message.system("needleRule"))));
        all.put("two users", new Conversation(List.of(system, user, more)));
        all.put("two answers", new Conversation(List.of(user, answer, Message.assistant("needleRest"), more)));
        all.put("answer first", new Conversation(List.of(answer, user)));
        all.put("answer last", new Conversation(List.of(user, answer)));
    }

    private static void calls(Map<String, Conversation> all) {
        Message system = Message.system("needleSystem");
        Message user = Message.user("needleUser");
        Message answer = Message.assistant("needleAnswer");
        Message more = Message.user("needleMore");
        Message call = calling("", call("call_1", "needleCity"));
        Message result = result("call_1", "needleResult");
        all.put("tools", tools(system, user));
        all.put("tools without system", tools(user));
        all.put("result last", tools(system, user, call, result));
        all.put("call and answer", tools(system, user, call, result, answer, more));
        all.put("calls without tools", new Conversation(List.of(user, call, result, answer, more)));
        all.put(
                "content beside a call",
                tools(
                        user,
                        calling("needleAside", call("a", "needleCity")),
                        result("a", "needleResult"),
                        answer,
                        more));
        all.put(
                "content beside a call, result last",
                tools(user, calling("needleAside", call("a", "needleCity")), result("a", "needleResult")));
        Message both = calling("", call("a", "needleCity"), call("b", "needleTown"));
        all.put(
                "two calls",
                tools(system, user, both, result("a", "needleResult"), result("b", "needleOther"), answer, more));
        all.put("two calls, results last", tools(user, both, result("a", "needleResult"), result("b", "needleOther")));
        all.put(
                "call after call",
                tools(
                        user,
                        thinking("I wonder.", calling("", call("a", "needleCity"))),
                        result("a", "needleResult"),
                        thinking("Well.", calling("", call("b", "needleTown"))),
                        result("b", "needleOther")));
    }

    private static void callsInTrouble(Map<String, Conversation> all) {
        Message user = Message.user("needleUser");
        Message more = Message.user("needleMore");
        Message result = result("a", "needleResult");
        all.put("user after a result", tools(user, calling("", call("a", "needleCity")), result, more));
        all.put("no ids", tools(user, calling("", call("", "needleCity")), result("", "needleResult")));
        all.put("result of no call", tools(user, result, more));
        all.put("call without result", tools(user, calling("", call("a", "needleCity")), more));
        all.put(
                "arguments that are no JSON",
                tools(user, calling("", new ToolCall("a", "get_weather", "{\"city\": needleCity")), result, more));
        all.put("no arguments", tools(user, calling("", new ToolCall("a", "get_weather", "")), result, more));
        all.put(
                "thoughts, content and calls",
                tools(user, thinking("Hm.", calling("needleAside", call("a", "needleCity"))), result));
    }
}
