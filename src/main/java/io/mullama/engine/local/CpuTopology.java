package io.mullama.engine.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** How many cores this machine has to compute with. Stateless. */
final class CpuTopology {
    private static final long LEAST_BYTES_PER_THREAD = 4L << 20;

    private CpuTopology() {}

    /**
     * The physical cores, within what this process may use: two threads on one core share its arithmetic. Where the
     * system does not tell (it is Linux that does, in {@code /sys/devices/system/cpu}), all logical ones.
     */
    static int physicalCores(Path cpus, int available) {
        Set<String> cores = new HashSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(cpus, "cpu[0-9]*")) {
            for (Path folder : folders) {
                Path siblings = folder.resolve("topology").resolve("thread_siblings_list");
                if (Files.isReadable(siblings)) {
                    cores.add(Files.readString(siblings).strip());
                }
            }
        } catch (IOException e) {
            return available;
        }
        return cores.isEmpty() ? available : Math.min(cores.size(), available);
    }

    /**
     * The threads to compute a model with: the physical cores, but none that would have less than 4 MiB of weights to
     * read for a token. The threads wait for each other after every operation; where there is so little to do a second
     * one gains nothing, and on a busy machine everybody waits for the one that does not get its turn (performance.md).
     */
    static int threadsFor(long weightBytes, int cores) {
        return (int) Math.max(1, Math.min(cores, weightBytes / LEAST_BYTES_PER_THREAD));
    }

    /** The threads that the parameters name, else those that pay for so many bytes of weights. */
    static int threads(EngineParameters parameters, long weightBytes) {
        return parameters.threads() > 0 ? parameters.threads() : threadsFor(weightBytes, physicalCores());
    }

    static int physicalCores() {
        return physicalCores(
                Path.of("/sys/devices/system/cpu"), Runtime.getRuntime().availableProcessors());
    }
}
