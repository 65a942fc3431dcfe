package io.mullama.chat;

import io.mullama.chat.TemplateTraits.Arguments;
import io.mullama.chat.TemplateTraits.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what a template does with tools. Confined to one probe. */
final class ToolProbe {
    private static final String LONG_ID = "call_Qz0123456789";

    private static final String RESPONSE = "tool_response";

    /** Arguments as Python prints them, where the template expects JSON already. */
    private static final String PRINTED = "'" + Prober.KEY + "': '" + Prober.VALUE + "'";

    private final Prober prober;

    private ToolProbe(Prober prober) {
        this.prober = prober;
    }

    /**
     * What was found.
     *
     * @param nullContent whether content has to be null beside calls
     * @param responsesInCall whether the message that calls a tool also has what that returned
     */
    record Found(Tools tools, boolean nullContent, boolean responsesInCall) {}

    /** How calls are passed; not whether they are shown. */
    private record Form(Arguments arguments, boolean nullContent) {}

    /** Asks all that there is to ask. */
    static Found of(Prober prober, boolean system) {
        Form form = form(prober);
        Wording.Shape shape =
                prober.asking().shape().withArguments(form.arguments()).withNullContent(form.nullContent());
        boolean inCall = responsesInCall(prober.with(shape));
        Tools tools = new ToolProbe(prober.with(shape.withResponsesInCall(inCall))).tools(form.arguments(), system);
        return new Found(tools, form.nullContent(), inCall);
    }

    /** Only so do some templates, Gemma 4's first ones, write the tokens around what a tool returned. */
    private static boolean responsesInCall(Prober prober) {
        Conversation asked = turn(Prober.calls("", Prober.call(Prober.ID, Prober.VALUE)), Prober.result(Prober.ID));
        Prober inCall = prober.with(prober.asking().shape().withResponsesInCall(true));
        return !prober.shows(asked, RESPONSE, Prober.RESULT) && inCall.shows(asked, RESPONSE, Prober.RESULT);
    }

    private Tools tools(Arguments arguments, boolean system) {
        ToolCall first = Prober.call(Prober.ID, Prober.VALUE);
        ToolCall second = Prober.call(Prober.ID_TOO, Prober.SECOND);
        Message result = Prober.result(Prober.ID);
        boolean definitions = prober.shows(Prober.withTool(List.of(Prober.user())), Prober.TOOL, Prober.USER);
        boolean calls = prober.shows(round(Prober.calls("", first), result), Prober.VALUE);
        return new Tools(
                definitions,
                calls,
                prober.shows(round(Prober.calls("", first), result), Prober.RESULT)
                        && prober.shows(turn(Prober.calls("", first), result), Prober.RESULT),
                prober.shows(turn(result, Message.user(Prober.USER_TOO)), Prober.RESULT),
                calls
                        && prober.shows(
                                turn(Prober.calls("", first, second), result, Prober.result(Prober.ID_TOO)),
                                Prober.VALUE,
                                Prober.SECOND),
                calls && prober.shows(round(Prober.calls(Prober.ASIDE, first), result), Prober.VALUE, Prober.ASIDE),
                system
                        && prober.shows(
                                turn(Message.system(Prober.SYSTEM), Prober.calls("", first), result), Prober.SYSTEM),
                calls
                        && prober.text(
                                        turn(
                                                Prober.calls("", Prober.call(LONG_ID, Prober.VALUE)),
                                                Prober.result(LONG_ID)),
                                        prober.asking())
                                .isEmpty(),
                arguments);
    }

    private static Form form(Prober prober) {
        for (boolean none : new boolean[] {false, true}) {
            Prober laid = prober.with(prober.asking().shape().withNullContent(none));
            Optional<Arguments> arguments = arguments(laid);
            if (arguments.isPresent()) {
                return new Form(arguments.get(), none);
            }
        }
        return new Form(Arguments.OBJECT, false);
    }

    /** How arguments are shown as JSON should be; empty where no call is shown. */
    private static Optional<Arguments> arguments(Prober prober) {
        Optional<String> object = calling(prober, Arguments.OBJECT_ALONE);
        Optional<String> string = calling(prober, Arguments.STRING);
        if (object.isPresent() && !object.get().contains(PRINTED)) {
            return Optional.of(string.isPresent() ? Arguments.OBJECT : Arguments.OBJECT_ALONE);
        }
        if (string.isPresent()) {
            return Optional.of(Arguments.STRING);
        }
        return object.isPresent() ? Optional.of(Arguments.OBJECT_ALONE) : Optional.empty();
    }

    private static Optional<String> calling(Prober prober, Arguments form) {
        Prober formed = prober.with(prober.asking().shape().withArguments(form));
        Conversation round = round(Prober.calls("", Prober.call(Prober.ID, Prober.VALUE)), Prober.result(Prober.ID));
        return formed.text(round, formed.asking())
                .filter(text -> text.contains(Prober.KEY) && text.contains(Prober.VALUE));
    }

    /** A call, answered and done with. */
    private static Conversation round(Message call, Message result) {
        return Prober.withTool(List.of(Prober.user(), call, result, Prober.answer(), Message.user(Prober.USER_TOO)));
    }

    /** A call whose result has just come. */
    private static Conversation turn(Message... messages) {
        List<Message> all = new ArrayList<>(List.of(messages));
        all.add(all.get(0).role().equals("system") ? 1 : 0, Prober.user());
        return Prober.withTool(all);
    }
}
