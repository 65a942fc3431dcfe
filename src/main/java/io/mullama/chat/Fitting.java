package io.mullama.chat;

import java.util.List;
import java.util.function.Consumer;

/**
 * Turns any conversation into one that a template words without losing any of it. Immutable.
 *
 * @param adapted is told what had to be changed
 */
record Fitting(Probes probes, Consumer<Adaptation> adapted) {

    /** The conversation as the template wants it; the very same where it is as every template wants it. */
    Conversation fit(Conversation conversation) {
        Conversation fitted = conversation;
        if (!conversation.tools().isEmpty()
                || ToolTurns.hasCalls(conversation.messages())
                || ToolTurns.hasResults(conversation.messages())) {
            fitted = withTools(fitted);
        }
        return withRoles(withSwitchWord(fitted));
    }

    /** The conversation as turns of users and assistants, and nothing else that a template might refuse. */
    Conversation plain(Conversation conversation) {
        Conversation worded = withToolText(withSwitchWord(conversation));
        List<Message> messages = TurnOrder.withoutLaterSystems(
                TurnOrder.withOneSystem(TurnOrder.withoutDevelopers(ToolText.worded(worded.messages()))));
        boolean asked = messages.stream().anyMatch(message -> message.role().equals("user"));
        boolean shown = probes.system() == TemplateTraits.SystemRole.SHOWN && asked;
        return worded.withMessages(TurnOrder.alternating(shown ? messages : TurnOrder.withSystemInUser(messages)));
    }

    private Conversation withTools(Conversation conversation) {
        TemplateTraits.Tools traits = probes.tools();
        Conversation identified = conversation.withMessages(CallIds.given(conversation.messages()));
        boolean calls = ToolTurns.hasCalls(identified.messages());
        if (!traits.definitions() && (calls || !conversation.tools().isEmpty())) {
            adapted.accept(Adaptation.TOOLS_AS_TEXT);
            Conversation described = withToolText(identified);
            return described.withMessages(ToolText.worded(described.messages()));
        }
        return identified.withMessages(
                withResults(traits, calls ? withCalls(traits, identified.messages()) : identified.messages()));
    }

    private List<Message> withCalls(TemplateTraits.Tools traits, List<Message> given) {
        List<Message> messages = given;
        if (!traits.calls()) {
            adapted.accept(Adaptation.CALLS_AS_TEXT);
            return ToolText.withCalls(messages);
        }
        if (!traits.parallel() && messages.stream().anyMatch(m -> m.toolCalls().size() > 1)) {
            adapted.accept(Adaptation.CALLS_APART);
            messages = ToolTurns.apart(messages);
        }
        if (!traits.besideContent()
                && messages.stream()
                        .anyMatch(m -> !m.toolCalls().isEmpty() && !m.content().isEmpty())) {
            adapted.accept(Adaptation.CONTENT_APART);
            messages = probes.roles().alternating()
                    ? ToolTurns.withContentInAnswer(messages)
                    : ToolTurns.withContentBefore(messages);
        }
        if (traits.shortIds()) {
            adapted.accept(Adaptation.SHORT_IDS);
            messages = ToolTurns.withShortIds(messages);
        }
        return messages;
    }

    private List<Message> withResults(TemplateTraits.Tools traits, List<Message> messages) {
        boolean shown = traits.results() || !ToolTurns.hasCalls(messages);
        boolean loose = ToolTurns.hasLooseResults(messages);
        if (!ToolTurns.hasResults(messages) || (shown && (traits.looseResults() || !loose))) {
            return messages;
        }
        adapted.accept(Adaptation.RESULTS_AS_TEXT);
        return shown ? ToolText.looseResults(messages) : ToolText.results(messages);
    }

    /** With the tools in the system message, and no longer beside the messages. */
    private static Conversation withToolText(Conversation conversation) {
        List<ToolDefinition> tools = conversation.tools();
        return tools.isEmpty()
                ? conversation
                : new Conversation(
                        ToolText.described(conversation.messages(), tools),
                        List.of(),
                        conversation.toolChoice(),
                        conversation.thinking());
    }

    private Conversation withSwitchWord(Conversation conversation) {
        return conversation.thinking() == Thinking.UNSET
                ? conversation
                : probes.thinkingSwitch()
                        .word(conversation.thinking())
                        .map(word -> conversation.withMessages(TurnOrder.withSystemText(conversation.messages(), word)))
                        .orElse(conversation);
    }

    private Conversation withRoles(Conversation conversation) {
        List<Message> messages = conversation.messages();
        if (!TurnOrder.isPlain(messages)) {
            messages = ordered(messages);
        }
        boolean toolSpokeLast = !messages.isEmpty() && ToolTurns.isResult(messages.get(messages.size() - 1));
        int systems = TurnOrder.systems(messages);
        boolean nobodySpoke = systems == messages.size();
        if (systems > 0
                && (probes.system() != TemplateTraits.SystemRole.SHOWN
                        || (toolSpokeLast && !probes.tools().system())
                        || (nobodySpoke && probes.roles().alternating()))) {
            adapted.accept(Adaptation.SYSTEM_IN_USER);
            messages = TurnOrder.withSystemInUser(messages);
        }
        if (!TurnOrder.isPlain(messages) && probes.roles().alternating()) {
            List<Message> turns = TurnOrder.alternating(messages);
            if (!turns.equals(messages)) {
                adapted.accept(Adaptation.TURNS_JOINED);
            }
            messages = turns;
        }
        return conversation.withMessages(messages);
    }

    /** With system messages where the template words them. */
    private List<Message> ordered(List<Message> given) {
        TemplateTraits.Roles roles = probes.roles();
        List<Message> messages = given;
        if (!roles.developer()
                && messages.stream().anyMatch(message -> message.role().equals("developer"))) {
            adapted.accept(Adaptation.DEVELOPER_AS_SYSTEM);
            messages = TurnOrder.withoutDevelopers(messages);
        }
        if (!roles.severalSystems() && TurnOrder.systems(messages) > 1) {
            adapted.accept(Adaptation.SYSTEMS_JOINED);
            messages = TurnOrder.withOneSystem(messages);
        }
        if (!roles.laterSystem() && TurnOrder.hasLaterSystem(messages)) {
            adapted.accept(Adaptation.LATER_SYSTEM_AS_USER);
            messages = TurnOrder.withoutLaterSystems(messages);
        }
        return messages;
    }
}
