package io.mullama.engine.local;

import static io.mullama.engine.local.Stages.allowed;
import static io.mullama.engine.local.Stages.feed;
import static io.mullama.engine.local.Stages.plan;
import static io.mullama.engine.local.Stages.rules;
import static io.mullama.engine.local.Stages.stageAfter;
import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.grammar.AnswerPlan;
import io.mullama.grammar.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** However a text is cut into tokens, it leads to the same stages. */
final class StageCutsTest {
    private static final String ALPHABET = "ab12</t>{}";

    /** Thinking, and then an object. */
    private static final AnswerPlan THEN_OBJECT =
            plan(Stage.free(new Stage.Exit("</t>", 1)), rules("\"{\" [a-z]* \"}\"", Stage.END));

    /** Text in which a call may come again and again. */
    private static final AnswerPlan LAZY = plan(Stage.free(new Stage.Exit("<t>", 1)), rules("[0-9] \"</t>\"", 0));

    @Test
    void everyWayToCutATextIntoTokensLeadsToTheSameStages() {
        assertSameStages(THEN_OBJECT, "ab</t>{c}", "000000111");
        assertSameStages(THEN_OBJECT, "</<</t>{}", "000000011");
        assertSameStages(LAZY, "a<t>1</t>b", "0000111110");
        assertSameStages(LAZY, "<t>1</t><t>", "00011111000");
    }

    /** Says for each character of the text the stage that it belongs to. */
    private static void assertSameStages(AnswerPlan plan, String text, String stages) {
        Pieces pieces = new Pieces();
        TreeSet<String> parts = new TreeSet<>();
        for (int from = 0; from < text.length(); from++) {
            for (int to = from + 1; to <= text.length(); to++) {
                parts.add(text.substring(from, to));
            }
        }
        parts.forEach(pieces::add);
        StagePlan read = pieces.plan(unheeded(plan));
        for (int cuts = 0; cuts < 1 << (text.length() - 1); cuts++) {
            StringBuilder heeded = new StringBuilder();
            StageTracker tracker = read.tracker();
            int from = 0;
            for (int to = 1; to <= text.length(); to++) {
                if (to == text.length() || (cuts >> (to - 1) & 1) == 1) {
                    heeded.append(heeds(tracker, pieces.token(text.substring(from, to)), to - from));
                    from = to;
                }
            }
            assertThat(heeded).as("cuts " + Integer.toBinaryString(cuts)).hasToString(stages);
        }
    }

    /** The same plan, where stop texts count in all stages but the first. */
    private static AnswerPlan unheeded(AnswerPlan plan) {
        List<Stage> stages = new ArrayList<>(plan.stages());
        stages.set(0, stages.get(0).withoutStops());
        return new AnswerPlan(stages, plan.visible());
    }

    /** For each byte of a token whether stop texts count. */
    private static String heeds(StageTracker tracker, int token, int length) {
        StringBuilder heeded = new StringBuilder();
        boolean heeds = tracker.heedsStops();
        assertThat(tracker.allows(token)).isTrue();
        tracker.accept(token);
        List<Cut> cuts = tracker.cuts();
        int next = 0;
        for (int at = 0; at < length; at++) {
            while (next < cuts.size() && cuts.get(next).offset() <= at) {
                heeds = cuts.get(next++).stops();
            }
            heeded.append(heeds ? '1' : '0');
        }
        return heeded.toString();
    }

    /** Whatever tokens there are, a token may come exactly where its characters may, and leads to where they lead. */
    @Test
    void tokensAreHeldAsTheirCharactersAre() {
        Random random = new Random(5);
        List<AnswerPlan> plans = List.of(
                THEN_OBJECT,
                LAZY,
                plan(rules("\"a\"? [0-9]*", 1), rules("\"<\" [a-z]+ | \"\"", 0, new Stage.Exit("<t", 2)), Stage.FREE));
        for (int round = 0; round < 60; round++) {
            AnswerPlan plan = plans.get(round % plans.size());
            Pieces pieces = new Pieces(ALPHABET.split(""));
            random.ints(20, 2, 6)
                    .mapToObj(length -> text(random, length))
                    .distinct()
                    .forEach(pieces::add);
            StagePlan read = pieces.plan(plan);
            StageTracker tracker = read.tracker();
            StringBuilder text = new StringBuilder();
            for (int step = 0; step < 8; step++) {
                List<String> allowed = allowed(tracker, pieces);
                assertThat(allowed).isEqualTo(allowedByCharacters(read, pieces, text.toString()));
                allowed.remove("<end>");
                if (allowed.isEmpty()) {
                    break;
                }
                String next = allowed.get(random.nextInt(allowed.size()));
                feed(tracker, pieces, next);
                text.append(next);
                assertThat(tracker.stage())
                        .as(text.toString())
                        .isEqualTo(stageAfter(plan, pieces, text.toString().split("")));
            }
        }
    }

    private static String text(Random random, int length) {
        return random.ints(length, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private static List<String> allowedByCharacters(StagePlan plan, Pieces pieces, String text) {
        List<String> allowed = new ArrayList<>();
        for (int token = 0; token < pieces.size(); token++) {
            StageTracker tracker = plan.tracker();
            String name = pieces.name(token);
            String all = text + (token == Pieces.END ? "" : name);
            boolean fits = all.isEmpty()
                    || Arrays.stream(all.split("")).allMatch(character -> goesOn(tracker, pieces.token(character)));
            if (fits && (token != Pieces.END || tracker.allows(token))) {
                allowed.add(name);
            }
        }
        return allowed;
    }

    private static boolean goesOn(StageTracker tracker, int token) {
        if (!tracker.allows(token)) {
            return false;
        }
        tracker.accept(token);
        return true;
    }
}
