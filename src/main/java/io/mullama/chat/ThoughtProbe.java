package io.mullama.chat;

import java.util.List;

/** Finds out which thoughts of earlier messages a template shows. Stateless. */
final class ThoughtProbe {
    private ThoughtProbe() {}

    /**
     * What was found.
     *
     * @param parts whether thoughts are a part of the content, and not a field
     * @param earlier whether those of earlier turns are shown
     * @param inTurn whether those since the user spoke last are shown
     */
    record Found(boolean parts, boolean earlier, boolean inTurn) {}

    static Found of(Prober prober) {
        Found fields = shown(prober, false);
        if (fields.earlier() || fields.inTurn()) {
            return fields;
        }
        Found parts = shown(prober.with(prober.asking().shape().withThinkingParts(true)), true);
        return parts.earlier() || parts.inTurn() ? parts : fields;
    }

    private static Found shown(Prober prober, boolean parts) {
        Message answer = Prober.thinking(Prober.answer());
        Message call = Prober.thinking(Prober.calls("", Prober.call(Prober.ID, Prober.VALUE)));
        return new Found(
                parts,
                prober.shows(
                        List.of(Prober.user(), answer, Message.user(Prober.USER_TOO)), Prober.THOUGHT, Prober.ANSWER),
                prober.shows(
                        Prober.withTool(List.of(Prober.user(), call, Prober.result(Prober.ID))),
                        Prober.THOUGHT,
                        Prober.VALUE));
    }
}
