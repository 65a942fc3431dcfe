package io.mullama.hub;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What both hosts have seen and sent, and which answers are stalled. Thread-safe. */
final class FakeTraffic {
    private final List<FakeExchange> exchanges = new CopyOnWriteArrayList<>();
    private long contentBytes;
    private int contentNow;
    private int contentMost;
    private int stalled;
    private int releases;
    private boolean closed;

    void add(FakeExchange exchange) {
        exchanges.add(exchange);
    }

    List<FakeExchange> exchanges() {
        return exchanges;
    }

    synchronized void sent(FakeExchange exchange, long count) {
        exchange.sent(count);
        if (exchange.onContentHost()) {
            contentBytes += count;
        }
    }

    synchronized long contentBytes() {
        return contentBytes;
    }

    synchronized void begin(FakeExchange exchange) {
        if (exchange.onContentHost()) {
            contentNow++;
            contentMost = Math.max(contentMost, contentNow);
        }
    }

    synchronized void end(FakeExchange exchange) {
        exchange.finish();
        if (exchange.onContentHost()) {
            contentNow--;
        }
    }

    synchronized int contentNow() {
        return contentNow;
    }

    synchronized int contentMost() {
        return contentMost;
    }

    synchronized int stalled() {
        return stalled;
    }

    synchronized boolean closed() {
        return closed;
    }

    /** Lets what is stalled now go on. */
    synchronized void release() {
        releases++;
        notifyAll();
    }

    /** Ends all waiting. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Counts an answer as stalled; the number is what {@link #held} wants. */
    synchronized int stall() {
        stalled++;
        return releases;
    }

    synchronized void stallOver() {
        stalled--;
    }

    /** Waits a while; true while nobody has let the answer go on. */
    synchronized boolean held(int since, long nanoseconds) throws InterruptedException {
        return !await(() -> releases != since || closed, nanoseconds);
    }

    /** Waits for a slow answer's next piece; false where the hub was closed meanwhile. */
    synchronized boolean pause(long nanoseconds) throws InterruptedException {
        return !await(() -> closed, nanoseconds);
    }

    private synchronized boolean await(BooleanSupplier over, long nanoseconds) throws InterruptedException {
        long end = System.nanoTime() + nanoseconds;
        long left = nanoseconds;
        while (!over.getAsBoolean() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return over.getAsBoolean();
    }
}
