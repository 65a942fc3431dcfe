package io.mullama.engine.local;

import static io.mullama.engine.local.FakeModel.join;
import static io.mullama.engine.local.FakeModel.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.Shortcuts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which slot, what goes into the next batch, and whom to preempt. */
final class SchedulerTest {
    @Nested
    final class Batches {
        private final FakeModel model = FakeModel.streams(4, 8192);

        @Test
        void answersUnderWayAndAPromptShareABatch() {
            model.submit(50, prompt(1, 10));
            model.submit(50, prompt(2, 10));
            model.step();
            Task late = model.submit(50, prompt(3, 4000));

            List<Chunk> chunks = model.step();

            assertThat(chunks).extracting(Chunk::count).startsWith(1, 1).hasSize(3);
            assertThat(chunks.get(2).slot().task()).isSameAs(late);
        }

        @Test
        void aPromptAloneFillsTheBatch() {
            model.submit(5, prompt(1, 4000));

            assertThat(model.step()).singleElement().extracting(Chunk::count).isEqualTo(FakeModel.BATCH);
        }

        @Test
        void aPromptBesideAnswersComesInSmallParts() {
            model.submit(500, prompt(1, 10));
            model.step();
            model.submit(5, prompt(2, 4000));

            assertThat(model.step().get(1).count()).isLessThan(100);
        }

        @Test
        void moreTasksThanSlotsWaitTheirTurn() {
            List<Task> tasks = IntStream.range(0, 6)
                    .mapToObj(i -> model.submit(3, prompt(i, 20)))
                    .toList();
            model.step();
            assertThat(model.sequences.busy().stream().map(Slot::task)).containsExactlyElementsOf(tasks.subList(0, 4));
            Duration soFar = tasks.get(0).generation().waiting();
            assertThat(tasks.get(5).generation().waiting()).isGreaterThan(soFar);

            model.run();

            assertThat(tasks).allMatch(model::isFinished);
            assertThat(tasks.get(0).generation().waiting()).isEqualTo(soFar);
            assertThat(model.answer(tasks.get(5))).containsExactly(-20, -21, -22);
        }

        @Test
        void aCancelledTaskLeavesBeforeTheNextBatch() {
            Task running = model.submit(500, prompt(1, 10));
            model.step();
            Task inPrefill = model.submit(5, prompt(2, 4000));
            model.step();
            inPrefill.generation().cancel();

            assertThat(model.step()).extracting(chunk -> chunk.slot().task()).containsExactly(running);
        }

        @Test
        void aBatchThatWasCutShortIsComputedAgain() {
            Task task = model.submit(3, prompt(1, 600));
            model.step();
            List<Chunk> cut = model.scheduler.next();
            model.cache.computed(0, 40);
            model.scheduler.undone(cut);

            model.run();

            assertThat(model.answer(task)).containsExactly(-600, -601, -602);
        }
    }

    @Nested
    final class SlotChoice {
        private final FakeModel model = FakeModel.streams(3, 8192);

        @Test
        void theNextTurnOfAConversationComputesOnlyWhatIsNew() {
            Task first = model.submit(10, prompt(1, 100));
            model.run();
            model.computedTokens = 0;

            // The last token of the answer was told, but never computed.
            int[] answer = model.answer(first).stream().mapToInt(i -> i).toArray();
            Task second = model.submit(1, join(join(prompt(1, 100), answer), prompt(7, 20)));
            model.run();

            assertThat(second.usage().cachedPromptTokens()).isEqualTo(109);
            assertThat(model.computedTokens).isEqualTo(21);
            assertThat(model.cache.moves).isEmpty();
        }

        @Test
        void theSamePromptAgainComputesItsLastTokenAlone() {
            model.submit(1, prompt(1, 100));
            model.run();
            model.computedTokens = 0;

            Task again = model.submit(1, prompt(1, 100));
            model.run();

            assertThat(model.computedTokens).isEqualTo(1);
            assertThat(again.usage().cachedPromptTokens()).isEqualTo(99);
            assertThat(model.answer(again)).containsExactly(-100);
        }

        @Test
        void aFewTokensOfTheTemplateDoNotCostAConversationItsCache() {
            int[] template = prompt(9, 5);
            model.submit(1, join(template, prompt(1, 1000)));
            model.run();

            model.submit(1, join(template, prompt(2, 1000)));
            model.run();

            assertThat(model.sequences.slots().stream()
                            .filter(slot -> slot.held().size() == 1005))
                    .hasSize(2);
        }

        @Test
        void shortConversationsKeepTheirSlotsToo() {
            int[] template = prompt(9, 8);
            model.submit(3, join(template, prompt(1, 5)));
            model.run();
            model.submit(3, join(template, prompt(2, 5)));
            model.run();

            Task first = model.submit(3, join(template, prompt(1, 7)));
            model.run();

            assertThat(first.usage().cachedPromptTokens()).isEqualTo(13);
        }

        @Test
        void ofTwoSlotsThatBeginAlikeTheOneWithLessElseIsTaken() {
            model.submit(1, prompt(1, 20));
            model.submit(40, prompt(1, 20));
            model.run();

            Task again = model.submit(1, prompt(1, 20));
            model.run();

            assertThat(again.usage().cachedPromptTokens()).isEqualTo(19);
        }

        @Test
        void anEmptySlotIsTakenBeforeAConversationIsForgotten() {
            IntStream.range(0, 3).forEach(i -> {
                model.submit(1, prompt(i, 50));
                model.run();
            });

            assertThat(model.cache.moves).isEmpty();
        }

        @Test
        void whereNothingFitsTheSlotUnusedForLongestIsTaken() {
            IntStream.range(0, 4).forEach(i -> {
                model.submit(1, prompt(i, 50));
                model.run();
            });

            assertThat(model.sequences.slots().get(0).held().get(0)).isEqualTo(300_000);
        }

        @Test
        void aRequestThatWantsNoCacheComputesAll() {
            int[] prompt = prompt(1, 100);
            model.submit(1, prompt);
            model.run();
            model.computedTokens = 0;

            Task task = model.submit(model.request(1, prompt, new Shortcuts(false, false)));
            model.run();

            assertThat(model.computedTokens).isEqualTo(100);
            assertThat(task.usage().cachedPromptTokens()).isZero();
        }

        @Test
        void requestsThatWantNoCacheLeaveNothingBehindAndCostNobodyAConversation() {
            model.submit(1, prompt(1, 100));
            model.submit(1, prompt(2, 100));
            model.run();

            for (int i = 10; i < 15; i++) {
                model.submit(model.request(2, prompt(i, 100), new Shortcuts(false, false)));
                model.run();
            }
            Task cancelled = model.submit(model.request(2, prompt(20, 2000), new Shortcuts(false, false)));
            model.step();
            cancelled.generation().cancel();
            model.step();

            assertThat(model.sequences.slots().stream().map(slot -> slot.held().size()))
                    .containsExactly(100, 100, 0);
            assertThat(model.cache.moves).isEmpty();
        }
    }

    @Nested
    final class Guesses {
        @Test
        void anAnswerThatRepeatsItselfTakesFewerStepsAndIsTheSame() {
            FakeModel model = FakeModel.streams(2, 2048);
            model.period = 10;
            Task plain = model.submit(200, prompt(1, 50));
            model.run();
            int stepsPlain = model.steps;

            Task guessed = model.submit(model.request(200, prompt(1, 50), new Shortcuts(true, true)));
            model.run();

            assertThat(model.answer(guessed)).isEqualTo(model.answer(plain)).hasSize(200);
            assertThat(model.steps - stepsPlain).isLessThan(60);
        }

        @Test
        void wrongGuessesLeaveNothingInTheCache() {
            FakeModel model = FakeModel.unified(2, 400);
            model.period = 7;
            int[] misleading = join(prompt(1, 20), -23, -24, 1, 2, 3, 4, -23, -24, 5, 6, 7, 8);
            Task first = model.submit(model.request(100, misleading, new Shortcuts(true, true)));
            Task second = model.submit(model.request(100, misleading, new Shortcuts(true, true)));

            model.run();

            int[] expected = IntStream.range(32, 132).map(i -> -(i % 7)).toArray();
            assertThat(model.answer(first).stream().mapToInt(i -> i))
                    .containsExactly(IntStream.of(expected).boxed().toArray(Integer[]::new));
            assertThat(model.answer(second)).isEqualTo(model.answer(first));
        }

        @Test
        void aGuessGoesNoFurtherThanTheSequenceCan() {
            FakeModel model = FakeModel.streams(1, 100);
            model.period = 5;
            Task task = model.submit(model.request(49, prompt(1, 51), new Shortcuts(true, true)));

            model.run();

            assertThat(model.answer(task)).hasSize(49);
        }

        @Test
        void aMemoryThatCannotDropAPartIsNotGuessedFor() {
            FakeModel model = new FakeModel(new FakeKvCache(false, false), 1, 2048, 0);
            model.period = 5;
            model.submit(model.request(100, prompt(1, 50), new Shortcuts(true, true)));

            model.run();

            assertThat(model.steps).isEqualTo(100);
        }
    }

    @Nested
    final class SharedPrefixes {
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void sixteenWithOneLongPrefixComputeItOnceThoughTheyArriveTogether(boolean shares) {
            FakeModel model = new FakeModel(new FakeKvCache(shares, true), 16, 16 * 2048, 1 << 20);
            List<Task> tasks = IntStream.range(0, 16)
                    .mapToObj(i -> model.submit(4, join(prompt(1, 1000), prompt(10 + i, 8))))
                    .toList();

            model.run();

            assertThat(model.computedTokens).isEqualTo(1000 + 16 * (8 + 3));
            assertThat(tasks)
                    .allSatisfy(task -> assertThat(model.answer(task)).containsExactly(-1008, -1009, -1010, -1011));
            assertThat(tasks.subList(1, 16))
                    .allSatisfy(task ->
                            assertThat(task.usage().cachedPromptTokens()).isEqualTo(1000));
        }

        @Test
        void aShortCommonBeginningIsNotWaitedFor() {
            FakeModel model = FakeModel.streams(2, 2048);
            model.submit(1, join(prompt(1, 20), prompt(2, 800)));
            model.submit(1, join(prompt(1, 20), prompt(3, 800)));
            model.step();

            assertThat(model.sequences.busy()).hasSize(2);
        }

        @Test
        void othersArePutInMeanwhile() {
            FakeModel model = FakeModel.streams(4, 2048);
            model.submit(1, join(prompt(1, 900), prompt(2, 10)));
            model.submit(1, join(prompt(1, 900), prompt(3, 10)));
            Task other = model.submit(1, prompt(4, 10));
            model.step();

            assertThat(model.isFinished(other)).isTrue();
        }

        @Test
        void whoWaitedForAPrefixThatIsCancelledComputesItItself() {
            FakeModel model = FakeModel.streams(4, 2048);
            Task first = model.submit(1, join(prompt(1, 1900), prompt(2, 10)));
            Task second = model.submit(1, join(prompt(1, 1900), prompt(3, 10)));
            model.step();
            first.generation().cancel();

            model.run();

            assertThat(model.answer(second)).containsExactly(-1910);
            assertThat(second.usage().cachedPromptTokens()).isEqualTo(FakeModel.BATCH);
        }

        @Test
        void cellsOfASharedPrefixCountOnce() {
            FakeModel model = FakeModel.unified(8, 1500);
            List<Task> tasks = IntStream.range(0, 8)
                    .mapToObj(i -> model.submit(5, join(prompt(1, 600), prompt(10 + i, 10))))
                    .toList();

            model.run();

            assertThat(tasks).allMatch(model::isFinished);
            assertThat(model.computedTokens).isEqualTo(600 + 8 * (10 + 4));
        }

        @Test
        void aMemoryThatCannotDropAPartSharesNothingButWholeSequences() {
            FakeModel model = new FakeModel(new FakeKvCache(false, false), 2, 2 * 2048, 1 << 20);
            model.submit(1, join(prompt(1, 200), prompt(2, 10)));
            model.submit(1, join(prompt(1, 200), prompt(3, 10)));
            model.run();
            assertThat(model.computedTokens).isEqualTo(420);

            Task next = model.submit(1, join(join(prompt(1, 200), prompt(2, 10)), prompt(5, 30)));
            model.run();

            assertThat(next.usage().cachedPromptTokens()).isEqualTo(210);
            assertThat(model.computedTokens).isEqualTo(450);
        }
    }

    @Nested
    final class HostMemory {
        @Test
        void aConversationThatWasPushedOutComesBack() {
            FakeModel model = FakeModel.streams(2, 2048);
            IntStream.range(0, 3).forEach(i -> {
                model.submit(1, prompt(i, 500));
                model.run();
            });
            model.computedTokens = 0;

            Task back = model.submit(1, join(prompt(0, 500), prompt(9, 10)));
            model.run();

            assertThat(back.usage().cachedPromptTokens()).isEqualTo(500);
            assertThat(model.computedTokens).isEqualTo(10);
            assertThat(model.cache.moves).contains("save 500", "restore 500");
        }

        @Test
        void thereIsRoomForSoManyBytesAndTheOldestGoesFirst() {
            long room = 1100L * FakeKvCache.BYTES_PER_TOKEN;
            FakeModel model = new FakeModel(new FakeKvCache(false, true), 1, 2048, room);
            IntStream.range(0, 4).forEach(i -> {
                model.submit(1, prompt(i, 500));
                model.run();
            });

            assertThat(model.sequences.prompts().usedBytes()).isEqualTo(1000L * FakeKvCache.BYTES_PER_TOKEN);
            assertThat(model.sequences.prompts().entries())
                    .extracting(entry -> entry.tokens().get(0))
                    .containsExactly(100_000, 200_000);
        }

        @Test
        void withoutRoomNothingIsKept() {
            FakeModel model = new FakeModel(new FakeKvCache(false, true), 1, 2048, 0);
            model.submit(1, prompt(1, 500));
            model.run();
            model.submit(1, prompt(2, 500));
            model.run();

            assertThat(model.cache.moves).isEmpty();
        }
    }

    @Nested
    final class Cells {
        @Test
        void aRequestThatDoesNotFitBesideOthersWaits() {
            FakeModel model = FakeModel.unified(4, 1000);
            Task first = model.submit(100, prompt(1, 600));
            Task second = model.submit(5, prompt(2, 600));
            model.step();
            assertThat(model.sequences.busy()).hasSize(1);

            model.run();

            assertThat(model.isFinished(first)).isTrue();
            assertThat(model.answer(second)).hasSize(5);
        }

        @Test
        void onePromptThatFitsPassesOneThatDoesNot() {
            FakeModel model = FakeModel.unified(4, 1000);
            model.submit(100, prompt(1, 600));
            Task large = model.submit(5, prompt(2, 600));
            Task small = model.submit(5, prompt(3, 50));
            model.step();

            assertThat(model.sequences.busy().stream().map(Slot::task))
                    .contains(small)
                    .doesNotContain(large);
        }

        @Test
        void oneThatWaitsIsNotPassedForEver() {
            FakeModel model = FakeModel.unified(2, 1000);
            Task large = null;
            for (int i = 0; i < 400; i++) {
                model.submit(20, prompt(i, 200));
                large = i == 3 ? model.submit(2, prompt(9_999, 900)) : large;
            }
            int behind = 0;
            while (!model.isFinished(java.util.Objects.requireNonNull(large))) {
                model.step();
                behind++;
            }

            assertThat(behind).isLessThan(3_000);
            model.run();
        }

        @Test
        void idleConversationsGiveWayToARequest() {
            FakeModel model = FakeModel.unified(4, 1000);
            IntStream.range(0, 3).forEach(i -> {
                model.submit(1, prompt(i, 300));
                model.run();
            });

            Task task = model.submit(1, prompt(9, 800));
            model.run();

            assertThat(model.isFinished(task)).isTrue();
            assertThat(model.cache.moves).contains("save 300");
        }

        @Test
        void theYoungestStepsBackWhenCellsRunOutAndLosesNothing() {
            FakeModel model = FakeModel.unified(4, 600);
            List<Task> tasks = IntStream.range(0, 4)
                    .mapToObj(i -> model.submit(200, prompt(i, 60)))
                    .toList();

            model.run();

            int[] expected = IntStream.range(60, 260).map(i -> -i).toArray();
            assertThat(tasks)
                    .allSatisfy(task -> assertThat(
                                    model.answer(task).stream().mapToInt(i -> i).toArray())
                            .containsExactly(expected));
            assertThat(model.cache.moves).anyMatch(move -> move.startsWith("save"));
        }

        @Test
        void whoeverTakesNothingFromTheCacheLeavesNothingThereWhenSteppingBack() {
            FakeModel model = FakeModel.unified(4, 600);
            List<Task> tasks = IntStream.range(0, 4)
                    .mapToObj(i -> model.submit(model.request(200, prompt(i, 60), new Shortcuts(false, false))))
                    .toList();

            model.run();

            assertThat(tasks).allSatisfy(task -> assertThat(model.answer(task)).hasSize(200));
            assertThat(model.cache.moves).noneMatch(move -> move.startsWith("save"));
        }

        @Test
        void theOldestIsNeverPreempted() {
            FakeModel model = FakeModel.unified(3, 400);
            Task oldest = model.submit(300, prompt(1, 60));
            model.submit(300, prompt(2, 60));
            model.submit(300, prompt(3, 60));
            List<Task> seen = new ArrayList<>();
            while (!model.isFinished(oldest)) {
                model.step();
                model.sequences.busy().stream().findFirst().map(Slot::task).ifPresent(seen::add);
            }

            assertThat(seen.subList(0, seen.size() - 1)).containsOnly(oldest);
            model.run();
        }

        @Test
        void aCacheThatIsFullAgainstAllReckoningMakesTheYoungestStepBack() {
            FakeModel model = FakeModel.unified(2, 4000);
            model.submit(10, prompt(1, 60));
            model.submit(10, prompt(2, 60));
            List<Chunk> chunks = model.scheduler.next();

            assertThat(model.scheduler.retreat(chunks)).isTrue();

            assertThat(model.sequences.busy()).hasSize(1);
            model.run();
        }
    }

    /** Whatever comes, everything is answered, each token once, and nothing is left over. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStormOfRequestsLosesNothing(boolean shares) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        FakeModel model = new FakeModel(new FakeKvCache(shares, true), 5, shares ? 900 : 5 * 800, 4_000);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int[] prompt =
                    join(prompt(random.nextInt(4), 1 + random.nextInt(300)), prompt(50 + i, 1 + random.nextInt(300)));
            Task task = model.submit(1 + random.nextInt(100), prompt);
            tasks.add(task);
            IntStream.range(0, random.nextInt(20))
                    .filter(unused -> !model.scheduler.isIdle())
                    .forEach(unused -> model.step());
            if (random.nextInt(10) == 0) {
                task.generation().cancel();
            }
        }
        model.run();

        for (Task task : tasks) {
            int[] answer = model.answer(task).stream().mapToInt(i -> i).toArray();
            int[] expected = IntStream.range(0, answer.length)
                    .map(i -> -(task.promptLength() + i))
                    .toArray();
            assertThat(answer).as("seed %d: %s", seed, Arrays.toString(answer)).containsExactly(expected);
            if (!task.isCancelled()) {
                assertThat(answer)
                        .as("seed %d", seed)
                        .hasSize(task.generation().request().maxTokens());
            }
        }
    }
}
