package io.mullama.hub;

import io.mullama.model.ModelName;
import io.mullama.model.MullamaException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The pulls under way, of which there is one for a name, however many want it. Thread-safe. */
public final class Pulls implements AutoCloseable {
    private final PullWork work;
    private final Executor threads;
    private final Map<String, Pull> pulls = new HashMap<>();
    private boolean closed;

    /** {@code threads} gives each pull a thread of its own. */
    public Pulls(PullWork work, Executor threads) {
        this.work = work;
        this.threads = threads;
    }

    /** Somebody's look at a pull, from one thread; closing it is to turn away. */
    public static final class Watch implements AutoCloseable {
        private final Pull pull;
        private int told = -1;
        private boolean toldItsEnd;
        private boolean left;

        private Watch(Pull pull) {
            this.pull = pull;
        }

        /** How far it is. */
        public PullStatus status() {
            return pull.status();
        }

        /**
         * The next thing to tell: what has happened since the last call, step by step, and when that was all what it is
         * at, as soon as that changes or at most after so long. A download is told again when it is over.
         */
        public PullStatus await(Duration limit) throws InterruptedException {
            int last = pull.awaitStepAfter(told, limit);
            boolean over = told >= 0 && told < last && pull.step(told) instanceof PullStatus.Downloading;
            if (over && !toldItsEnd) {
                toldItsEnd = true;
            } else if (told < last) {
                told++;
                toldItsEnd = told < last;
            }
            return pull.step(told);
        }

        @Override
        public void close() {
            if (!left) {
                left = true;
                pull.leave();
            }
        }
    }

    /**
     * Begins a pull, or joins the one that is under way.
     *
     * @param token of the person who wants it; that of the one who began it is used
     * @throws MullamaException if that could be no token
     */
    public synchronized Watch watch(PullTarget target, Optional<String> token) {
        String key = target.name().key();
        Pull known = pulls.get(key);
        if (known != null && known.join()) {
            return new Watch(known);
        }
        PullWork theirs = work.as(token);
        Pull pull = new Pull(target);
        boolean unused = pull.join();
        pulls.put(key, pull);
        if (closed) {
            pull.cancel();
        }
        try {
            threads.execute(() -> {
                pull.run(theirs);
                end(key, pull);
            });
        } catch (RuntimeException | Error e) {
            pulls.remove(key, pull);
            throw e;
        }
        return new Watch(pull);
    }

    /** The names that are being pulled. */
    public synchronized List<ModelName> names() {
        return pulls.values().stream().map(pull -> pull.target().name()).toList();
    }

    /** Cancels all of them. */
    @Override
    public synchronized void close() {
        closed = true;
        pulls.values().forEach(Pull::cancel);
    }

    private synchronized void end(String key, Pull pull) {
        pulls.remove(key, pull);
    }
}
