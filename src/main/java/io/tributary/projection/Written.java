package io.tributary.projection;

import io.tributary.cast.CastRecord;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a write did.
 *
 * @param changes what has to be notified
 * @param outcomes the outcome of every record, by its identity
 * @param refused why the database does not take a record, by its identity; what is stored is as it was
 */
public record Written(
        List<ProjectionChange> changes, Map<CastRecord, Decision.Outcome> outcomes, Map<CastRecord, String> refused) {

    static Written nothing() {
        return new Written(new ArrayList<>(), new IdentityHashMap<>(), new IdentityHashMap<>());
    }

    void add(Written more) {
        changes.addAll(more.changes);
        outcomes.putAll(more.outcomes);
        refused.putAll(more.refused);
    }

    void add(List<CastRecord> records, List<Decision> decisions) {
        int overtaken = records.size() - decisions.size();
        // Overtaken is as stale as if it had come later, and told like it: the process that wrote it may have died.
        boolean notifies = overtaken > 0;
        Touched touched = notifies ? Touched.ALL : Touched.of(List.of());
        Map<String, List<Object>> references = new LinkedHashMap<>();
        for (int i = 0; i < records.size(); i++) {
            if (i < overtaken) {
                outcomes.put(records.get(i), Decision.Outcome.STALE);
                continue;
            }
            Decision decision = decisions.get(i - overtaken);
            outcomes.put(records.get(i), decision.outcome());
            notifies |= decision.outcome().notifies();
            references = decision.references();
            touched = touched.and(decision.touched());
        }
        if (notifies) {
            changes.add(new ProjectionChange(records.get(0).key(), references, touched));
        }
    }

    void refuse(CastRecord record, String reason) {
        refused.put(record, reason);
    }

    /**
     * The account of some of the records, taken in for the first time. One that was found as it is stored was written by an attempt
     * that died before it was booked.
     */
    public Account account(List<CastRecord> records, int rejected) {
        int[] counts = new int[Decision.Outcome.values().length];
        int kept = rejected;
        for (CastRecord record : records) {
            if (refused.containsKey(record)) {
                kept++;
                continue;
            }
            Decision.Outcome outcome = outcomes.get(record);
            if (outcome == null) {
                throw new IllegalStateException("record " + record.key() + " was not written");
            }
            counts[outcome.ordinal()]++;
        }
        return new Account(
                counts[Decision.Outcome.NEW.ordinal()]
                        + counts[Decision.Outcome.NEWER.ordinal()]
                        + counts[Decision.Outcome.SAME.ordinal()],
                counts[Decision.Outcome.UNCHANGED.ordinal()],
                counts[Decision.Outcome.STALE.ordinal()],
                kept);
    }
}
