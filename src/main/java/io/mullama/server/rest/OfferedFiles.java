package io.mullama.server.rest;

import io.mullama.api.OfferedFile;
import io.mullama.engine.memory.Fit;
import io.mullama.hub.Offer;
import io.mullama.model.ModelName;
import io.mullama.model.Quantization;
import io.mullama.server.model.Fitting;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells of the models of a repository what they take, and whether that is there. Immutable.
 *
 * @param parameters how many the model has; 0 where that is not known
 * @param here whether an offer's files are on this machine
 */
record OfferedFiles(Fitting.Room room, long parameters, Predicate<Offer> here) {
    /** The smallest first. */
    List<OfferedFile> of(ModelName.Hub repository, List<Offer> offers) {
        boolean distinct = areDistinct(offers);
        return offers.stream()
                .map(offer -> of(offer, offer.name(repository, distinct)))
                .sorted(Comparator.comparingLong(OfferedFile::sizeBytes).thenComparing(OfferedFile::name))
                .toList();
    }

    /** One that is known by its quantization alone. */
    OfferedFile usual(String name, Quantization quantization) {
        long weights = Fitting.weights(parameters, quantization);
        return new OfferedFile("", name, quantization.name(), weights, 1, memory(weights, quantization), false, true);
    }

    private OfferedFile of(Offer offer, String pull) {
        Quantization quantization = offer.quantization().orElse(Quantization.USUAL);
        long size = offer.size() > 0 ? offer.size() : Fitting.weights(parameters, quantization);
        return new OfferedFile(
                offer.path(),
                pull,
                offer.quantization().map(Quantization::name).orElse(""),
                size,
                offer.parts().size(),
                memory(size, quantization),
                offer.size() > 0 && here.test(offer),
                offer.usual());
    }

    private OfferedFile.Memory memory(long size, Quantization quantization) {
        if (size == 0) {
            return new OfferedFile.Memory(0, "");
        }
        long need = room.need(size, parameters > 0 ? parameters : Fitting.parameters(size, quantization));
        Fit fit = room.fit(need);
        return new OfferedFile.Memory(need, fit.name().toLowerCase(Locale.ROOT));
    }

    private static boolean areDistinct(List<Offer> offers) {
        Set<Quantization> seen = new HashSet<>();
        return offers.stream().flatMap(offer -> offer.quantization().stream()).allMatch(seen::add);
    }
}
