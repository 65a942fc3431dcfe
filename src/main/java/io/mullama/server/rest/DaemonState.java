package io.mullama.server.rest;

import com.sun.management.OperatingSystemMXBean;
import io.mullama.api.DaemonStatus;
import io.mullama.api.SystemStatus;
import io.mullama.daemon.DaemonInfo;
import io.mullama.server.answer.Activity;
import io.mullama.server.metrics.Metrics;
import io.mullama.server.model.Models;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** What the daemon says of itself: its phase, its counters, its endpoints. Thread-safe. */
public final class DaemonState {
    /** Where it is in its life. */
    public enum Phase {
        STARTING,
        OK,
        STOPPING
    }

    private final DaemonInfo info;
    private final Activity activity;
    private final Models models;
    private final BooleanSupplier gpu;
    private final boolean onDemand;
    private volatile Phase phase = Phase.STARTING;

    /** {@code onDemand} is whether a command started the daemon, so that it ends when it is idle. */
    public DaemonState(DaemonInfo info, Activity activity, Models models, BooleanSupplier gpu, boolean onDemand) {
        this.info = info;
        this.activity = activity;
        this.models = models;
        this.gpu = gpu;
        this.onDemand = onDemand;
    }

    public void enter(Phase next) {
        phase = next;
    }

    public boolean isReady() {
        return phase == Phase.OK;
    }

    public boolean isStopping() {
        return phase == Phase.STOPPING;
    }

    /** The phase as it stands on the wire. */
    String phase() {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    String version() {
        return info.version();
    }

    public Activity activity() {
        return activity;
    }

    DaemonStatus status() {
        return new DaemonStatus(
                phase(),
                info.version(),
                activity.uptime().toSeconds(),
                models.present().size(),
                activity.active(),
                info.pid(),
                onDemand);
    }

    SystemStatus system() {
        Metrics metrics = activity.metrics();
        SystemStatus.Stats stats = new SystemStatus.Stats(
                metrics.requests().total(),
                metrics.answers().generated(),
                activity.active(),
                gpu.getAsBoolean(),
                models.memoryUsed(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize());
        return new SystemStatus(
                info.version(),
                activity.uptime().toSeconds(),
                models.present().size(),
                info.httpEndpoint(),
                info.ipcEndpoint(),
                models.defaultModel().orElse(null),
                stats);
    }
}
