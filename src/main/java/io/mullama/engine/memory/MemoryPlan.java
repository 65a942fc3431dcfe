package io.mullama.engine.memory;

import java.util.List;

/**
 * What to do about a model that somebody needs and that is not loaded. Immutable.
 *
 * <p>All models together may take the room that there is. A model that is alone may take what lies beyond it too: it is
 * better slow than refused. Models in use stay; the others go, the one unused for longest first, and only where that
 * makes enough room.
 */
public sealed interface MemoryPlan<M> {

    /**
     * There is room.
     *
     * @param beyond whether only with what lies beyond it, so that the machine may swap
     */
    record Load<M>(boolean beyond) implements MemoryPlan<M> {}

    /** There will be, when these have gone. */
    record Evict<M>(List<M> models) implements MemoryPlan<M> {
        public Evict {
            models = List.copyOf(models);
        }
    }

    /** There will be, when models in use are no longer, or what is being freed is free. */
    record Wait<M>() implements MemoryPlan<M> {}

    /**
     * There would not be if nothing else were loaded.
     *
     * @param most bytes that it might take then
     */
    record Refuse<M>(long most) implements MemoryPlan<M> {

        /** {@code it needs 9.4 GB (weights ...) of memory, of which 7.2 GB can be had: 2.2 GB are missing}. */
        public String text(MemoryNeed need) {
            return "it needs %s of memory, of which %s can be had: %s are missing"
                    .formatted(need.text(), Bytes.text(most), Bytes.text(need.onHost() - most));
        }
    }

    /**
     * Decides.
     *
     * @param need bytes
     * @param mostLoaded how many models may be loaded at once; 0 for any number
     */
    static <M> MemoryPlan<M> of(long need, List<Resident<M>> residents, MemoryReading memory, int mostLoaded) {
        long occupied = residents.stream().mapToLong(Resident::bytes).reduce(0, Bytes::sum);
        Room room = new Room(need, memory.room(occupied), memory.most(occupied), mostLoaded);
        if (need > room.alone()) {
            return new Refuse<>(room.alone());
        }
        if (room.holds(residents)) {
            return new Load<>(residents.isEmpty() && need > room.together());
        }
        List<Resident<M>> staying = without(residents, Resident.Use.LEAVING);
        if (room.holds(staying) || !room.holds(without(staying, Resident.Use.UNUSED))) {
            return new Wait<>();
        }
        return new Evict<>(room.victims(staying));
    }

    private static <M> List<Resident<M>> without(List<Resident<M>> residents, Resident.Use use) {
        return residents.stream().filter(resident -> resident.use() != use).toList();
    }
}
