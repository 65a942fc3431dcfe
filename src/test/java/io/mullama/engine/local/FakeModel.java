package io.mullama.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mullama.engine.Generation;
import io.mullama.engine.GenerationRequest;
import io.mullama.engine.SamplingOptions;
import io.mullama.engine.Shortcuts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A scheduler at work with a model that always answers with the number of tokens before its answer's next one, so that
 * a lost or repeated token shows. Not thread-safe.
 */
final class FakeModel {
    static final int BATCH = 512;
    private static final SamplingOptions GREEDY = SamplingOptions.GREEDY;

    final FakeKvCache cache;
    final Sequences sequences;
    final Scheduler scheduler;
    private final Map<Task, List<Integer>> answers = new HashMap<>();
    private final List<Task> finished = new ArrayList<>();
    private long submitted;
    int computedTokens;

    /** After how many tokens an answer repeats itself. */
    int period = Integer.MAX_VALUE;

    int steps;

    FakeModel(FakeKvCache cache, int slots, int cells, long promptCacheBytes) {
        this.cache = cache;
        this.sequences = new Sequences(cache, new Cells(cells, slots), new PromptCache(promptCacheBytes), slots);
        this.scheduler = new Scheduler(
                sequences,
                new Admission(sequences, new RereadLog(Integer::toString)),
                new PrefillBudget(Duration.ofMillis(250), BATCH),
                BATCH);
    }

    /** One stock of cells for all. */
    static FakeModel unified(int slots, int cells) {
        return new FakeModel(new FakeKvCache(true, true), slots, cells, 1 << 20);
    }

    /** Cells of its own for each. */
    static FakeModel streams(int slots, int contextSize) {
        return new FakeModel(new FakeKvCache(false, true), slots, slots * contextSize, 1 << 20);
    }

    Task submit(int maxTokens, int... prompt) {
        return submit(request(maxTokens, prompt, Shortcuts.DEFAULT));
    }

    GenerationRequest request(int maxTokens, int[] prompt, Shortcuts shortcuts) {
        return new GenerationRequest(prompt, maxTokens, GREEDY, List.of(), shortcuts);
    }

    Task submit(GenerationRequest request) {
        Generation generation = new Generation(request, () -> {});
        Task task = new Task(generation, FakeModel::noAnswer, ++submitted);
        answers.put(task, new ArrayList<>());
        scheduler.add(task);
        return task;
    }

    private static Answer noAnswer(Task task) {
        throw new AssertionError("the tokens of task " + task.number() + " are made here");
    }

    /** One step; says what was in the batch. */
    List<Chunk> step() {
        scheduler.removeCancelled().forEach(finished::add);
        List<Chunk> chunks = scheduler.next();
        requireConsistent(chunks);
        List<Chunk> outputs = chunks.stream().filter(Chunk::hasOutput).toList();
        chunks.forEach(chunk -> cache.computed(chunk.slot().sequence(), chunk.size()));
        computedTokens += chunks.stream().mapToInt(Chunk::count).sum();
        scheduler.computed(chunks, Duration.ofMillis(50));
        outputs.forEach(this::choose);
        steps++;
        return chunks;
    }

    /** As many steps as it takes. */
    void run() {
        for (int i = 0; !scheduler.isIdle(); i++) {
            assertThat(i).as("steps without an end").isLessThan(100_000);
            assertThat(step()).as("a step that does nothing").isNotEmpty();
        }
    }

    List<Integer> answer(Task task) {
        return answers.getOrDefault(task, List.of());
    }

    boolean isFinished(Task task) {
        return finished.contains(task);
    }

    private void choose(Chunk chunk) {
        Slot slot = chunk.slot();
        int accepted = 0;
        boolean more = next(slot.task());
        while (more && accepted < chunk.guess().length && slot.task().lastToken() == chunk.guess()[accepted]) {
            accepted++;
            more = next(slot.task());
        }
        if (chunk.guess().length > 0) {
            scheduler.checked(chunk, accepted);
        }
        if (!more) {
            finished.add(scheduler.release(slot));
        }
    }

    private boolean next(Task task) {
        List<Integer> answer = answers.computeIfAbsent(task, unused -> new ArrayList<>());
        int token = -(task.tokens().size() % period);
        answer.add(token);
        task.tokens().add(token);
        return answer.size() < task.generation().request().maxTokens();
    }

    /** What must hold whatever happens. */
    private void requireConsistent(List<Chunk> chunks) {
        assertThat(chunks.stream().mapToInt(Chunk::size).sum()).isLessThanOrEqualTo(BATCH);
        for (Slot slot : sequences.slots()) {
            assertThat(slot.held().size()).isLessThanOrEqualTo(sequences.longest());
            int held = slot.held().size();
            assertThat(cache.length(slot.sequence())).isEqualTo(held);
            assertThat(sequences.cells().length(slot.sequence())).isEqualTo(held);
            if (!slot.isIdle()) {
                assertThat(slot.task().tokens().commonPrefix(slot.held())).isEqualTo(held);
            }
        }
        if (sequences.shareCells()) {
            int wanted = chunks.stream().mapToInt(Chunk::size).sum();
            assertThat(wanted).isLessThanOrEqualTo(sequences.cells().free());
        }
    }

    /** A prompt of that many tokens that begins like no other with another number. */
    static int[] prompt(int number, int length) {
        int[] tokens = new int[length];
        Arrays.setAll(tokens, i -> number * 100_000 + i);
        return tokens;
    }

    /** One text after the other. */
    static int[] join(int[] first, int... second) {
        int[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
