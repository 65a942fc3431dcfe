package io.mullama.engine.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is asked of the memory, and what it has. Immutable.
 *
 * @param need bytes of one model more
 * @param together bytes that all models may take
 * @param alone bytes that one model may take beside no other
 * @param mostLoaded how many models may be loaded at once; 0 for any number
 */
record Room(long need, long together, long alone, int mostLoaded) {

    /** Whether one model more fits beside these. */
    <M> boolean holds(List<Resident<M>> others) {
        if (others.isEmpty()) {
            return need <= alone;
        }
        long all = others.stream().mapToLong(Resident::bytes).reduce(need, Bytes::sum);
        return all <= together && (mostLoaded == 0 || others.size() < mostLoaded);
    }

    /** Of these, the unused ones that must go: those unused for longest, and none in vain. */
    <M> List<M> victims(List<Resident<M>> residents) {
        List<Resident<M>> unused = residents.stream()
                .filter(resident -> resident.use() == Resident.Use.UNUSED)
                .sorted(Comparator.comparing(Resident::lastUsed))
                .toList();
        List<Resident<M>> staying = new ArrayList<>(residents);
        List<Resident<M>> going = new ArrayList<>();
        for (Resident<M> resident : unused) {
            if (!holds(staying)) {
                staying.remove(resident);
                going.add(0, resident);
            }
        }
        going.removeIf(resident -> isSpared(resident, staying));
        return going.stream().map(Resident::model).toList();
    }

    /** One whose going does not help after all, as that of a small model before a large one. */
    private <M> boolean isSpared(Resident<M> resident, List<Resident<M>> staying) {
        staying.add(resident);
        if (holds(staying)) {
            return true;
        }
        staying.remove(resident);
        return false;
    }
}
