package io.mullama.engine.memory;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * One control group that holds this process, of either version; see {@code Documentation/admin-guide/cgroup-v1/memory.rst}
 * and {@code cgroup-v2.rst} of Linux. Immutable.
 *
 * @param folder its path as the mount table has it
 */
record ControlGroup(SystemFiles files, String folder, boolean second) {
    /** Version 1 has no word for "unlimited", but a number close to the largest there is. */
    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    /** Bytes that may still be taken in it; empty where it sets no limit. */
    OptionalLong available() {
        OptionalLong limit = second ? limit("memory.max", "memory.high") : limit("memory.limit_in_bytes");
        OptionalLong usage = number(second ? "memory.current" : "memory.usage_in_bytes");
        if (limit.isEmpty() || usage.isEmpty()) {
            return OptionalLong.empty();
        }
        long taken = Math.max(0, usage.getAsLong() - reclaimable());
        return OptionalLong.of(Math.max(0, limit.getAsLong() - taken));
    }

    /**
     * What the kernel gives up before it says that there is no memory, as in its own {@code MemAvailable}: the pages of
     * files, those of mapped weights among them, used lately or not.
     */
    private long reclaimable() {
        List<String> statistics = files.lines(folder + "/memory.stat");
        List<String> names = second
                ? List.of("inactive_file", "active_file", "slab_reclaimable")
                : List.of("total_inactive_file", "total_active_file");
        return names.stream()
                .mapToLong(name -> MemoryInfo.bytes(statistics, name).orElse(0))
                .sum();
    }

    private OptionalLong limit(String... names) {
        return LongStream.of(List.of(names).stream()
                        .map(this::number)
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .filter(bytes -> bytes < UNLIMITED)
                        .toArray())
                .min();
    }

    private OptionalLong number(String name) {
        return MemoryInfo.number(files.line(folder + "/" + name));
    }
}
