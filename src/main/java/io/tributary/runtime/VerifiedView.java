package io.tributary.runtime;

import io.tributary.record.Key;
import io.tributary.view.Comparison;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a verification found out about one view: all is counted, and the first differences are kept. */
public final class VerifiedView {

    /** Differences that are kept with their description, of those that are wrong and of those in flight. */
    private static final int KEPT = 100;

    private final String view;
    private final Map<Comparison.Kind, Long> wrong = new EnumMap<>(Comparison.Kind.class);
    private final List<Difference> kept = new ArrayList<>();
    private final List<Difference> keptInFlight = new ArrayList<>();
    private long views;
    private long inFlight;
    private long caughtUp;
    private long triggered;
    private long repaired;

    /**
     * A view that differs.
     *
     * @param inFlight whether what makes it agree may still be on its way; otherwise it is wrong
     * @param text names it, and the first field that differs with both values
     */
    public record Difference(Key key, Comparison.Kind kind, boolean inFlight, String text) {

        /** The key, and the first field that differs with both values. */
        public String describe() {
            return text + (inFlight ? " (in flight)" : "");
        }
    }

    VerifiedView(String view) {
        this.view = view;
    }

    public String view() {
        return view;
    }

    /** How many keys with a base document were compared. */
    public long views() {
        return views;
    }

    /** How many are wrong in that way. */
    public long count(Comparison.Kind kind) {
        return wrong.getOrDefault(kind, 0L);
    }

    /** How many are wrong, in whatever way. */
    public long wrong() {
        return wrong.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many did not agree before patience ended, while something was still on its way. */
    public long inFlight() {
        return inFlight;
    }

    /** How many differed at first and agreed later. */
    public long caughtUp() {
        return caughtUp;
    }

    /** How many were triggered to be built again. */
    public long triggered() {
        return triggered;
    }

    /** How many of the triggered agree now. */
    public long repaired() {
        return repaired;
    }

    /** Some of the views that are wrong or in flight, with what differs; none if every view is equal. */
    public List<Difference> differences() {
        List<Difference> all = new ArrayList<>(kept);
        all.addAll(keptInFlight);
        return all;
    }

    void compared(long more) {
        views += more;
    }

    void triggered(long more) {
        triggered += more;
    }

    void caughtUp(long more, boolean repairing) {
        if (repairing) {
            repaired += more;
        } else {
            caughtUp += more;
        }
    }

    void wrong(Comparison comparison) {
        wrong.merge(comparison.kind(), 1L, Long::sum);
        keep(comparison, false, kept);
    }

    void inFlight(Comparison comparison) {
        inFlight++;
        keep(comparison, true, keptInFlight);
    }

    private static void keep(Comparison comparison, boolean inFlight, List<Difference> differences) {
        if (differences.size() < KEPT) {
            differences.add(new Difference(comparison.key(), comparison.kind(), inFlight, comparison.describe()));
        }
    }
}
