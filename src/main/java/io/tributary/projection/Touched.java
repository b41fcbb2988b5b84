package io.tributary.projection;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which fields of its document a change touches: those whose value is another than before, or all. A view that reads none of them is
 * as it has to be. Only a record that is newer than all that was stored, and that was never stored itself, can say it: with any other
 * record, a process may have died that had written more than it told (docs/decisions/0025).
 *
 * @param all whether any field may be another, or the document came or went
 * @param fields the names otherwise, sorted
 */
public record Touched(boolean all, Set<String> fields) {

    /** Any field, and whether there is a document at all. */
    public static final Touched ALL = new Touched(true, Set.of());

    /** Names in a message; who changes more than these mostly touches every view. */
    static final int MOST = 16;

    public Touched {
        // A set of one is sorted.
        fields = fields.size() < 2 ? Set.copyOf(fields) : Collections.unmodifiableSet(new TreeSet<>(fields));
    }

    /** These fields; all, if they are too many to name. */
    public static Touched of(Collection<String> fields) {
        return fields.size() > MOST ? ALL : new Touched(false, Set.copyOf(fields));
    }

    /** Whether something changes for whoever reads these fields. */
    public boolean concerns(Set<String> read) {
        return all || !Collections.disjoint(fields, read);
    }

    /** What both touch, one after the other. */
    Touched and(Touched other) {
        if (all || other.all) {
            return ALL;
        }
        Set<String> both = new TreeSet<>(fields);
        both.addAll(other.fields);
        return of(both);
    }
}
