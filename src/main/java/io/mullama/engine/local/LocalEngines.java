package io.mullama.engine.local;

import io.mullama.engine.Engine;
import io.mullama.engine.EngineLoader;
import io.mullama.engine.Hardware;
import io.mullama.engine.ModelSource;
import io.mullama.engine.memory.MemoryNeed;
import io.mullama.engine.memory.ModelShape;
import io.mullama.engine.memory.ModelShapes;
import io.mullama.llama.LlamaException;
import io.mullama.llama.LlamaLibrary;
import io.mullama.model.ErrorCode;
import io.mullama.model.MullamaException;
import java.nio.file.Path;
import java.util.List;

/** Loads engines into this process, with the libraries of one folder and one set of CPUs. Thread-safe. */
public final class LocalEngines implements EngineLoader {
    private final Path nativeLibraries;
    private final EngineParameters parameters;
    private final ComputePermit permit = new ComputePermit();

    public LocalEngines(Path nativeLibraries, EngineParameters parameters) {
        this.nativeLibraries = nativeLibraries;
        this.parameters = parameters;
    }

    @Override
    public MemoryNeed need(ModelSource source) {
        EngineParameters own = parameters.with(source.loading());
        ModelShape model = ModelShapes.read(source.file(), source.header())
                .withMoreWeights(SourceFiles.adapterBytes(own.adapters()));
        int asked = own.gpuLayers();
        long layersOnGpu = asked < 0 ? model.layers() + 1 : asked;
        return MemoryNeed.of(
                model, ContextShapes.of(source.header(), own), library().hasGpuWithItsOwnMemory() ? layersOnGpu : 0);
    }

    @Override
    public Engine load(ModelSource source) {
        SourceFiles.check(source);
        return LocalEngine.load(library(), source.file(), parameters.with(source.loading()), permit);
    }

    /** Whether a GPU is there to compute with; loads the libraries. */
    public boolean hasGpu() {
        return library().hasGpu();
    }

    /**
     * What is there to compute with; loads the libraries.
     *
     * @throws MullamaException if they are missing or damaged
     */
    public Hardware hardware() {
        LlamaLibrary library = library();
        List<Hardware.Device> devices = library.devices().stream()
                .map(each -> new Hardware.Device(
                        each.name(), each.description(), each.gpu(), each.freeBytes(), each.totalBytes()))
                .toList();
        return new Hardware(library.release(), library.features().strip(), devices);
    }

    /**
     * Loads the libraries, so that the first model need not wait for them.
     *
     * @throws MullamaException if they are missing or damaged
     */
    public void prepare() {
        library();
    }

    private LlamaLibrary library() {
        try {
            return LlamaLibrary.load(nativeLibraries);
        } catch (LlamaException e) {
            throw new MullamaException(ErrorCode.NATIVE_LIBRARY, e.getMessage(), e.hint()).causedBy(e);
        }
    }
}
