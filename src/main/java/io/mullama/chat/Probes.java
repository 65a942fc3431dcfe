package io.mullama.chat;

import io.mullama.chat.TemplateTraits.Roles;
import io.mullama.chat.TemplateTraits.SystemRole;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one template can do, each thing found out when it is asked for first: a plain conversation needs one probe.
 * Thread-safe.
 */
final class Probes {
    private final boolean developer;
    private final Supplier<Basics> basics;
    private final Supplier<Roles> roles;
    private final Supplier<ToolProbe.Found> tools;
    private final Supplier<ThinkingSwitch> thinkingSwitch;
    private final Supplier<ThoughtProbe.Found> thoughts;

    /** What any conversation needs to know. */
    private record Basics(boolean contentParts, SystemRole system) {}

    Probes(String source, Wording wording, SpecialTokens tokens) {
        Prober prober = Prober.of(wording, tokens);
        developer = source.contains("developer");
        basics = once(() -> basics(prober));
        roles = once(() -> roles(shaped(prober)));
        tools = once(() -> ToolProbe.of(shaped(prober), system() == SystemRole.SHOWN));
        thinkingSwitch = once(() -> ThinkingSwitch.of(source, shaped(prober)));
        thoughts = once(() -> ThoughtProbe.of(prober.with(toolShape()).thinking(thinkingSwitch())));
    }

    private static <T> Supplier<T> once(Supplier<T> source) {
        return new Supplier<>() {
            private @Nullable T found;

            @Override
            public synchronized T get() {
                T known = found;
                if (known == null) {
                    known = source.get();
                    found = known;
                }
                return known;
            }
        };
    }

    private Prober shaped(Prober prober) {
        return prober.with(Wording.Shape.USUAL.withContentParts(basics.get().contentParts()));
    }

    private Wording.Shape toolShape() {
        return Wording.Shape.USUAL
                .withContentParts(basics.get().contentParts())
                .withArguments(tools.get().tools().arguments())
                .withNullContent(tools.get().nullContent())
                .withResponsesInCall(tools.get().responsesInCall());
    }

    SystemRole system() {
        return basics.get().system();
    }

    Roles roles() {
        return roles.get();
    }

    TemplateTraits.Tools tools() {
        return tools.get().tools();
    }

    ThinkingSwitch thinkingSwitch() {
        return thinkingSwitch.get();
    }

    /** How these messages are to be laid out. */
    Wording.Shape shape(Conversation conversation) {
        boolean calls =
                conversation.messages().stream().anyMatch(m -> !m.toolCalls().isEmpty());
        boolean thinks = conversation.messages().stream().anyMatch(message -> message.thinking() != null);
        Wording.Shape shape = calls
                ? toolShape()
                : Wording.Shape.USUAL.withContentParts(basics.get().contentParts());
        return thinks ? shape.withThinkingParts(thoughts.get().parts()) : shape;
    }

    TemplateTraits traits() {
        ThinkingSwitch found = thinkingSwitch.get();
        Map<Thinking, String> prompts = found.prompts();
        TemplateTraits.Thoughts thought = new TemplateTraits.Thoughts(
                found.names(),
                !Objects.equals(prompts.get(Thinking.ON), prompts.get(Thinking.OFF)),
                ThinkingSwitch.levels(prompts),
                thoughts.get().earlier(),
                thoughts.get().inTurn(),
                found.openings(prompts));
        return new TemplateTraits(basics.get().contentParts(), roles(), tools(), thought);
    }

    private static Basics basics(Prober prober) {
        Wording.Shape parts = Wording.Shape.USUAL.withContentParts(true);
        List<Message> both = List.of(Message.system(Prober.SYSTEM), Prober.user());
        if (prober.shows(both, Prober.SYSTEM, Prober.USER)) {
            return new Basics(false, SystemRole.SHOWN);
        }
        boolean needsParts = !prober.shows(List.of(Prober.user()), Prober.USER)
                && prober.with(parts).shows(List.of(Prober.user()), Prober.USER);
        Prober shaped = needsParts ? prober.with(parts) : prober;
        if (shaped.shows(both, Prober.SYSTEM, Prober.USER)) {
            return new Basics(needsParts, SystemRole.SHOWN);
        }
        boolean raises = shaped.text(both.toArray(Message[]::new)).isEmpty();
        return new Basics(needsParts, raises ? SystemRole.REFUSED : SystemRole.DROPPED);
    }

    private Roles roles(Prober prober) {
        Message user = Prober.user();
        Message later = Message.user(Prober.USER_TOO);
        Message system = Message.system(Prober.SYSTEM);
        Message systemToo = Message.system(Prober.SYSTEM_TOO);
        boolean shown = system() == SystemRole.SHOWN;
        return new Roles(
                system(),
                developer
                        && prober.shows(
                                List.of(new Message("developer", Prober.SYSTEM), user), Prober.SYSTEM, Prober.USER),
                shown && prober.shows(List.of(system, systemToo, user), Prober.SYSTEM, Prober.SYSTEM_TOO, Prober.USER),
                shown
                        && prober.shows(
                                List.of(system, user, systemToo, Prober.answer(), later),
                                Prober.SYSTEM,
                                Prober.SYSTEM_TOO,
                                Prober.ANSWER),
                !prober.shows(List.of(user, later), Prober.USER, Prober.USER_TOO)
                        || !prober.shows(
                                List.of(user, Prober.answer(), Message.assistant(Prober.ASIDE), later),
                                Prober.ANSWER,
                                Prober.ASIDE),
                prober.shows(List.of(user, Prober.answer()), Prober.ANSWER));
    }
}
