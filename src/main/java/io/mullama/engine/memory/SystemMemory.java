package io.mullama.engine.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Reads how much memory there is, as well as each operating system tells. Stateless. */
final class SystemMemory {

    /** What Java knows of the machine, in bytes. */
    record Machine(long total, long free, long freeSwap) {
        static Machine read() {
            OperatingSystemMXBean bean = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new Machine(bean.getTotalMemorySize(), bean.getFreeMemorySize(), bean.getFreeSwapSpaceSize());
        }
    }

    private SystemMemory() {}

    static MemorySource of(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            SystemFiles files = new SystemFiles(Path.of("/"));
            // Java takes its time to look at the machine the first time.
            return () -> linux(files, Machine::read);
        }
        return name.startsWith("mac") ? () -> mac(Machine.read()) : () -> other(Machine.read());
    }

    /**
     * What the kernel thinks that can be had without swapping, within the limits of the control groups. Mapped weights
     * are in that as all that files hold; what this process has of its own is not.
     */
    static MemoryReading linux(SystemFiles files, Supplier<Machine> machine) {
        List<String> memory = files.lines("/proc/meminfo");
        OptionalLong free = MemoryInfo.bytes(memory, "MemAvailable");
        if (free.isEmpty()) {
            return other(machine.get());
        }
        long own = MemoryInfo.bytes(files.lines("/proc/self/status"), "RssAnon").orElse(0);
        long swap = MemoryInfo.bytes(memory, "SwapFree").orElse(0);
        long limit = ControlGroups.available(files).orElse(Long.MAX_VALUE);
        long available = Math.min(free.getAsLong(), limit);
        // A control group's limit is a wall: what ends there is this process.
        long beyond = Math.min(Bytes.sum(free.getAsLong(), swap), limit) - available;
        return new MemoryReading(available, own, beyond);
    }

    /**
     * Two thirds of the machine, as Metal recommends: macOS keeps memory full of files, and what it calls free says
     * nothing.
     */
    static MemoryReading mac(Machine machine) {
        long third = machine.total() / 3;
        return new MemoryReading(2 * third, 0, third);
    }

    /** What is free. How much of this process's memory the models have is not known, so they are believed. */
    static MemoryReading other(Machine machine) {
        return new MemoryReading(machine.free(), Long.MAX_VALUE, machine.freeSwap());
    }
}
