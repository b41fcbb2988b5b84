package io.tributary.benchmark;

import java.util.IdentityHashMap;
import java.util.Map;

/** One contestant with one amount of rows: on each pair of engines a lane, filled when the first round asks for it. */
final class GrownLanes {

    private final Contestant contestant;
    private final int existing;
    private final Map<Engines, GrownLane> byEngines = new IdentityHashMap<>();

    GrownLanes(Contestant contestant, int existing) {
        this.contestant = contestant;
        this.existing = existing;
    }

    int existing() {
        return existing;
    }

    Contestant contestant() {
        return contestant;
    }

    /** The lane; the id counts for the first that asks. */
    GrownLane on(Engines engines, String id) throws Exception {
        GrownLane lane = byEngines.get(engines);
        if (lane == null) {
            lane = engines.closingFirst(new GrownLane(engines, contestant, existing, id));
            byEngines.put(engines, lane);
        }
        return lane;
    }
}
