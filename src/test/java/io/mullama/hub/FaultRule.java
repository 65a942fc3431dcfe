package io.mullama.hub;

import java.util.function.Predicate;

/**
 * Which answers a fault befalls; it begins with {@link #next} or {@link #always}. Thread-safe.
 *
 * <p>Of several rules that fit, all apply, the first one first.
 */
public final class FaultRule {
    private final Fault fault;
    private final Faults faults;
    private Predicate<FakeExchange> which = exchange -> true;
    private int passes;
    private int left;
    private int hits;

    FaultRule(Fault fault, Faults faults) {
        this.fault = fault;
        this.faults = faults;
    }

    /** Only requests of this kind. */
    public FaultRule on(RequestKind kind) {
        return when(exchange -> exchange.kind() == kind);
    }

    /** Only requests for this file, on both hosts. */
    public FaultRule file(String path) {
        return when(exchange -> exchange.file().equals(path));
    }

    /** Only requests with this method. */
    public FaultRule method(String method) {
        return when(exchange -> exchange.method().equals(method));
    }

    /** Only such requests. */
    public FaultRule when(Predicate<FakeExchange> wanted) {
        which = which.and(wanted);
        return this;
    }

    /** Lets the first ones pass that would fit. */
    public FaultRule after(int count) {
        passes = count;
        return this;
    }

    /** Begins, for so many answers. */
    public FaultRule next(int count) {
        left = count;
        faults.add(this);
        return this;
    }

    /** Begins, for all answers. */
    public FaultRule always() {
        return next(Integer.MAX_VALUE);
    }

    /** Ends it. */
    public void end() {
        synchronized (faults) {
            left = 0;
        }
    }

    /** How many answers it befell. */
    public int hits() {
        synchronized (faults) {
            return hits;
        }
    }

    Fault fault() {
        return fault;
    }

    /** With the lock of all rules held. */
    boolean takes(FakeExchange exchange) {
        if (left == 0 || !which.test(exchange)) {
            return false;
        }
        if (passes > 0) {
            passes--;
            return false;
        }
        left--;
        hits++;
        return true;
    }
}
