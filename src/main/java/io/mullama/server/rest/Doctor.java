package io.mullama.server.rest;

import io.mullama.api.DaemonStatus;
import io.mullama.api.DoctorReport;
import io.mullama.api.DoctorReport.Finding;
import io.mullama.api.DoctorReport.Status;
import io.mullama.api.SystemStatus;
import io.mullama.config.Directories;
import io.mullama.engine.Hardware;
import io.mullama.engine.memory.MemoryReading;
import io.mullama.model.MullamaException;
import io.mullama.server.model.HubModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks at all that a daemon needs, and says what is wrong with it and what to do about that. Thread-safe. */
public final class Doctor {
    private static final long GIB = 1L << 30;

    /** For the files that a daemon writes beside models. */
    private static final long LEAST_FOR_HOME = GIB / 4;

    /** For a small model. */
    private static final long LEAST_FOR_MODELS = 2 * GIB;

    private static final long LEAST_MEMORY = GIB;

    /** What an NVIDIA driver makes, whether or not a library here can use it. */
    private static final String NVIDIA_DEVICE = "/dev/nvidiactl";

    private final DaemonState state;
    private final Directories directories;
    private final Path cache;
    private final Machine machine;
    private final HubModels hub;

    /**
     * How the machine is asked.
     *
     * @param hardware fails where the native libraries cannot be loaded
     */
    public record Machine(Supplier<Hardware> hardware, Supplier<MemoryReading> memory) {}

    /** {@code cache} is the folder of downloaded models. */
    public Doctor(DaemonState state, Directories directories, Path cache, Machine machine, HubModels hub) {
        this.state = state;
        this.directories = directories;
        this.cache = cache;
        this.machine = machine;
        this.hub = hub;
    }

    DoctorReport look() {
        List<Finding> findings = new ArrayList<>();
        DaemonStatus status = state.status();
        findings.add(Finding.ok(
                "daemon",
                "mullama %s, process %d, %s for %d s"
                        .formatted(status.version(), status.pid(), status.status(), status.uptimeSecs())));
        findings.add(Finding.ok("java", "Java %s in %s".formatted(Runtime.version(), System.getProperty("java.home"))));
        addHardware(findings);
        findings.add(memory(machine.memory.get().available()));
        findings.add(endpoints());
        findings.add(folder("home", directories.home(), LEAST_FOR_HOME, "set MULLAMA_HOME to another folder"));
        findings.add(folder("models", cache, LEAST_FOR_MODELS, "set MULLAMA_CACHE_DIR to another folder"));
        findings.add(log());
        hub.catalog()
                .fault()
                .ifPresent(fault -> findings.add(new Finding(
                        "aliases",
                        Status.WARNING,
                        String.valueOf(fault.getMessage()),
                        fault.hint().orElse(null))));
        return new DoctorReport(findings);
    }

    private void addHardware(List<Finding> findings) {
        Hardware hardware;
        try {
            hardware = machine.hardware.get();
        } catch (MullamaException e) {
            findings.add(new Finding(
                    "native_libraries",
                    Status.ERROR,
                    String.valueOf(e.getMessage()),
                    e.hint().orElse(null)));
            return;
        }
        findings.add(Finding.ok(
                "native_libraries", "llama.cpp " + hardware.library() + " in " + directories.nativeLibraries()));
        findings.add(Finding.ok(
                "cpu", "%d processors; %s".formatted(Runtime.getRuntime().availableProcessors(), hardware.features())));
        findings.add(gpu(hardware));
    }

    private Finding gpu(Hardware hardware) {
        String gpus = hardware.devices().stream()
                .filter(Hardware.Device::gpu)
                .map(each -> "%s: %s, %s of %s free"
                        .formatted(each.name(), each.description(), size(each.freeBytes()), size(each.totalBytes())))
                .collect(Collectors.joining("; "));
        if (!gpus.isEmpty()) {
            return Finding.ok("gpu", gpus);
        }
        return Files.exists(directories.home().getFileSystem().getPath(NVIDIA_DEVICE))
                ? new Finding(
                        "gpu",
                        Status.WARNING,
                        "an NVIDIA GPU is there, and the libraries in " + directories.nativeLibraries()
                                + " cannot use it",
                        "install the build of mullama for CUDA or Vulkan, and its driver")
                : Finding.ok("gpu", "none: models run on the processor");
    }

    private static Finding memory(long available) {
        String message = size(available) + " free for models";
        return available < LEAST_MEMORY
                ? new Finding("memory", Status.WARNING, message, "end other programs, or take smaller models")
                : Finding.ok("memory", message);
    }

    private Finding endpoints() {
        SystemStatus system = state.system();
        String http = system.httpEndpoint();
        return Finding.ok(
                "endpoints", http == null ? system.ipcEndpoint() + " alone" : http + " and " + system.ipcEndpoint());
    }

    private static Finding folder(String name, Path folder, long least, String hint) {
        Path there = folder;
        // One that is not there yet will be made.
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return new Finding(name, Status.ERROR, folder + " cannot be written to", hint);
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String message = folder + " can be written to; " + size(free) + " free";
            return free < least
                    ? new Finding(name, Status.WARNING, message, "make room, or " + hint)
                    : Finding.ok(name, message);
        } catch (IOException e) {
            return new Finding(name, Status.WARNING, folder + ": its free space is not known", hint);
        }
    }

    private Finding log() {
        Path file = directories.daemonLog();
        try {
            return Finding.ok("log", Files.exists(file) ? file + ", " + size(Files.size(file)) : "standard error");
        } catch (IOException e) {
            return new Finding("log", Status.WARNING, file + " cannot be read", "give yourself read access to it");
        }
    }

    /** In the units of the free space that other tools tell. */
    private static String size(long bytes) {
        return bytes >= GIB
                ? String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB)
                : String.format(Locale.ROOT, "%d MiB", bytes >> 20);
    }
}
