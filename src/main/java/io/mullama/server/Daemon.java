package io.mullama.server;

import io.mullama.config.Directories;
import io.mullama.config.Settings;
import io.mullama.daemon.DaemonInfo;
import io.mullama.daemon.DaemonLock;
import io.mullama.daemon.RegistryFile;
import io.mullama.engine.ModelRegistry;
import io.mullama.engine.RegistryLimits;
import io.mullama.engine.local.LocalEngines;
import io.mullama.engine.local.LocalQuantizer;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import io.mullama.server.answer.Activity;
import io.mullama.server.answer.Backend;
import io.mullama.server.archive.ClassDataArchives;
import io.mullama.server.http.EndpointException;
import io.mullama.server.http.HttpEndpoints;
import io.mullama.server.http.HttpServer;
import io.mullama.server.model.Creation;
import io.mullama.server.model.HubModels;
import io.mullama.server.model.Models;
import io.mullama.server.model.Preload;
import io.mullama.server.model.SmallerCopies;
import io.mullama.server.rest.DaemonState;
import io.mullama.server.rest.Doctor;
import io.mullama.store.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A daemon's life: takes the lock, listens, loads, works, and stops when it is told or has nothing to do. */
public final class Daemon {
    private static final System.Logger LOG = System.getLogger(Daemon.class.getName());

    /** How long running requests may take to finish once the daemon is told to stop. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(55);

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final Duration ARCHIVES_AFTER = Duration.ofSeconds(3);

    /** How long to wait for a daemon that is stopping in the same home. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);

    private static final Duration LOCK_PATIENCE_ON_DEMAND = Duration.ofSeconds(60);

    /**
     * What a daemon is started with. Immutable.
     *
     * @param onDemand whether a command started it, so that it ends when it is idle
     */
    public record Options(
            Settings settings,
            Directories directories,
            Map<String, String> environment,
            Path userHome,
            String version,
            boolean onDemand) {}

    private final Options options;
    private final DaemonLock lock;
    private final RegistryFile registryFile;
    private final ScheduledExecutorService timer;
    private final LocalEngines engines;
    private final RegistryLimits limits;
    private final ModelRegistry registry;
    private final ModelStore store;
    private final HubModels hub;
    private final Models models;
    private final Preload preload;
    private final DaemonState state;
    private final HttpServer server;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Daemon(Options options, DaemonLock lock, DaemonInfo info, HttpEndpoints endpoints) {
        Settings settings = options.settings();
        this.options = options;
        this.lock = lock;
        this.registryFile = new RegistryFile(options.directories().registryFile());
        this.timer = Executors.newSingleThreadScheduledExecutor(Daemon::timerThread);
        this.engines = new LocalEngines(options.directories().nativeLibraries(), EngineSettings.parameters(settings));
        this.limits = EngineSettings.limits(settings);
        this.registry =
                new ModelRegistry(engines, limits, InstantSource.system(), timer, work -> background("model", work));
        this.store = HubSetup.store(options);
        this.hub = HubSetup.hub(options, store, work -> background("pull", work));
        this.models = new Models(store, registry, settings, hub::require);
        this.preload = new Preload(models, settings.models());
        this.state = new DaemonState(
                info, new Activity(InstantSource.system()), models, engines::hasGpu, options.onDemand());
        Backend backend =
                Backend.of(state.activity(), options.version(), models, settings, Clock.system(ZoneId.systemDefault()));
        Doctor.Machine machine = new Doctor.Machine(engines::hardware, limits.memory()::read);
        Doctor doctor = new Doctor(state, options.directories(), store.cache().folder(), machine, hub);
        RouteTable routes = new RouteTable(backend, state, settings, hub, store, creation(options, store), doctor);
        this.server = Gatekeeping.server(endpoints, settings, state, routes.router(), options.version());
    }

    private static Creation creation(Options options, ModelStore store) {
        LocalQuantizer quantizer = new LocalQuantizer(options.directories().nativeLibraries());
        SmallerCopies copies = new SmallerCopies(quantizer, store.cache(), work -> background("quantize", work));
        return new Creation(store, copies, options.userHome(), Clock.systemUTC());
    }

    /**
     * Runs a daemon until it is told to stop, or has been idle for long enough.
     *
     * @throws MullamaException if it cannot start
     */
    public static void run(Options options) {
        Settings settings = options.settings();
        DaemonLog.configure(settings.logLevel());
        // A value that cannot be used is said now, not by the first request that needs it.
        settings.keepAlive();
        settings.requestTimeout();
        settings.idleExit();
        settings.loadTimeout();
        boolean unused = settings.ollama();
        options.directories().create();
        DaemonLock lock = lock(options);
        try (lock) {
            HttpEndpoints endpoints = Endpoints.of(settings, options.directories());
            Path socket = Objects.requireNonNull(endpoints.unixSocket());
            @Nullable String url = Endpoints.url(settings).orElse(null);
            DaemonInfo info = new DaemonInfo(
                    ProcessHandle.current().pid(),
                    options.version(),
                    url,
                    socket,
                    InstantSource.system().instant());
            new Daemon(options, lock, info, endpoints).live(info);
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.PERMISSION_DENIED,
                            "cannot write to " + options.directories().home() + ": " + e.getMessage(),
                            "give yourself write access to it, or set MULLAMA_HOME to another folder")
                    .causedBy(e);
        }
    }

    private static DaemonLock lock(Options options) {
        Path file = options.directories().daemonLock();
        try {
            return DaemonLock.acquire(file, options.onDemand() ? LOCK_PATIENCE_ON_DEMAND : LOCK_PATIENCE)
                    .orElseThrow(() -> new MullamaException(
                            ErrorCode.ALREADY_RUNNING,
                            "a daemon already runs in " + options.directories().home(),
                            "stop it with mullama stop, or set MULLAMA_HOME to another folder"));
        } catch (IOException e) {
            throw new MullamaException(
                            ErrorCode.PERMISSION_DENIED,
                            "cannot lock " + file + ": " + e.getMessage(),
                            "give yourself write access to it, or set MULLAMA_HOME to another folder")
                    .causedBy(e);
        } catch (InterruptedException e) {
            throw new MullamaException(ErrorCode.INTERRUPTED, "interrupted while starting");
        }
    }

    private void live(DaemonInfo info) throws IOException {
        // Who started it on demand has to be able to pull what is missing.
        if (!options.onDemand()) {
            preload.requireAll();
        }
        try {
            server.start();
        } catch (EndpointException e) {
            throw Endpoints.refused(e);
        }
        Thread hook = new Thread(this::stop, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            registryFile.write(info);
            NamesFile names = new NamesFile(options.directories().namesFile(), store::names);
            names.write();
            store.onChange(names::write);
            new NamesFile(options.directories().catalogNamesFile(), hub::catalogNames)
                    .writeLater(timer, ARCHIVES_AFTER);
            start(info);
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop();
        }
    }

    private void start(DaemonInfo info) {
        prepareLibraries();
        if (options.onDemand()) {
            preload.loadWhatCanBe();
        } else {
            preload.load();
        }
        state.enter(DaemonState.Phase.OK);
        String where =
                info.httpEndpoint() == null ? info.ipcEndpoint() : info.httpEndpoint() + " and " + info.ipcEndpoint();
        LOG.log(System.Logger.Level.INFO, "mullama " + info.version() + " listens on " + where);
        makeMissing(ClassDataArchives.ofProcess(options.directories(), options.version()));
        if (options.onDemand()) {
            options.settings().idleExit().ifPresent(this::watchIdleness);
        }
    }

    /** In the background: the first request does not wait for it, and a fault is in the log early. */
    private void prepareLibraries() {
        background("memory", limits.memory()::read);
        background("native-libraries", () -> {
            try {
                engines.prepare();
            } catch (MullamaException e) {
                LOG.log(System.Logger.Level.ERROR, e.getMessage(), e);
            }
        });
    }

    /** When nothing was asked for a while: it takes a core for some seconds. */
    private void makeMissing(ClassDataArchives archives) {
        ScheduledFuture<?> unused = timer.schedule(
                () -> {
                    if (state.activity().idle().compareTo(ARCHIVES_AFTER) < 0) {
                        makeMissing(archives);
                    } else if (archives.areMissing()) {
                        background("class-data-archives", archives::make);
                    }
                },
                ARCHIVES_AFTER.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Begins work that does not keep the daemon from ending. */
    static void background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void watchIdleness(Duration limit) {
        long period = Math.max(50, Math.min(limit.toMillis() / 4, 30_000));
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                () -> {
                    // A model may be on its way for which nobody waits.
                    boolean atWork = models.present().size() > 0 || hub.isPulling();
                    if (!atWork && state.activity().idle().compareTo(limit) >= 0) {
                        LOG.log(System.Logger.Level.INFO, "nothing to do for " + limit.toSeconds() + " s: ending");
                        ended.countDown();
                    }
                },
                period,
                period,
                TimeUnit.MILLISECONDS);
    }

    /** Lets running requests finish, then frees everything; a second call waits for nothing. */
    private void stop() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        state.enter(DaemonState.Phase.STOPPING);
        LOG.log(
                System.Logger.Level.INFO,
                "stopping; requests to finish: " + state.activity().active());
        try {
            // Those that have not finished by then are told so before their connections are closed.
            ScheduledFuture<?> unused = timer.schedule(registry::close, STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS);
            hub.close();
            server.stop(STOP_GRACE.plus(LAST_WORDS));
            registry.close();
            registryFile.delete();
            lock.close();
            LOG.log(System.Logger.Level.INFO, "stopped");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "stopped, but not cleanly: " + e.getMessage(), e);
        } finally {
            timer.shutdownNow();
            ended.countDown();
        }
    }

    private static Thread timerThread(Runnable work) {
        Thread thread = new Thread(work, "timer");
        thread.setDaemon(true);
        return thread;
    }
}
