package io.tributary.benchmark;

import java.util.List;

/** A part of the way of the data, with the questions that are asked of it. */
public interface Stage {

    /** How {@code --stages} names it. */
    String name();

    /** Its contests, in the order of the page. */
    List<Contest> contests(Sizes sizes);

    /**
     * How much is done in a run.
     *
     * @param quick whether a first look in minutes is wanted, which warms nothing up
     * @param scale of the amounts of a full run; 1 is what the page shows
     */
    record Sizes(boolean quick, double scale) {

        /** An amount of a full run; a quick one does a tenth. */
        int of(int full) {
            return (int) Math.max(1, Math.round(full * scale * (quick ? 0.1 : 1)));
        }
    }
}
