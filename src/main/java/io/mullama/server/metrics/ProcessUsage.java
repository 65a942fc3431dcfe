package io.mullama.server.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the system says of this process, under the names that Prometheus' client libraries share; what a system does not
 * tell is left out. Immutable.
 */
public record ProcessUsage(
        OptionalDouble cpuSeconds, OptionalLong residentBytes, OptionalLong openFiles, Instant startedAt) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final long KIB = 1024;

    /**
     * Looks now.
     *
     * @param status {@code /proc/self/status}
     */
    public static ProcessUsage read(Path status, Instant startedAt) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        return new ProcessUsage(
                cpu < 0 ? OptionalDouble.empty() : OptionalDouble.of(cpu / NANOS_PER_SECOND),
                resident(status),
                system instanceof UnixOperatingSystemMXBean unix
                        ? OptionalLong.of(unix.getOpenFileDescriptorCount())
                        : OptionalLong.empty(),
                startedAt);
    }

    void writeTo(Exposition text) {
        cpuSeconds.ifPresent(seconds ->
                text.counter("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.", seconds));
        text.gauge(
                "process_start_time_seconds",
                "Start time of the process since unix epoch in seconds.",
                startedAt.toEpochMilli() / MILLIS_PER_SECOND);
        residentBytes.ifPresent(
                bytes -> text.gauge("process_resident_memory_bytes", "Resident memory size in bytes.", bytes));
        openFiles.ifPresent(files -> text.gauge("process_open_fds", "Number of open file descriptors.", files));
    }

    private static OptionalLong resident(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
