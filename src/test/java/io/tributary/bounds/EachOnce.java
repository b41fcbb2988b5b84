package io.tributary.bounds;

import java.util.BitSet;

/** Whether every number from 1 on came, and came once: nothing is lost, nothing is made up. */
final class EachOnce {

    private final String what;
    private final BitSet seen = new BitSet();

    EachOnce(String what) {
        this.what = what;
    }

    void see(long number) {
        if (seen.get(Math.toIntExact(number))) {
            throw new AssertionError(what + " " + number + " came twice");
        }
        seen.set((int) number);
    }

    /** For what may come more than once. */
    void seeAgain(long number) {
        seen.set(Math.toIntExact(number));
    }

    int count() {
        return seen.cardinality();
    }

    /** Fails unless 1 to {@code last} came, and nothing else. */
    void requireAll(long last) {
        int missing = seen.nextClearBit(1);
        if (missing <= last) {
            throw new AssertionError(
                    what + " " + missing + " is missing; " + seen.cardinality() + " of " + last + " came");
        }
        if (seen.length() > last + 1) {
            throw new AssertionError(what + " " + (seen.length() - 1) + " came, and there are only " + last);
        }
    }
}
