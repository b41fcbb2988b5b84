package io.tributary.projection;

import io.tributary.cast.CastRecord;
import io.tributary.record.Operation;
import io.tributary.record.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The record brings some fields; per field the newest wins. Each field keeps its version and the document that of its newest
 * delete, so that the result does not depend on the order of arrival: a map of last-writer-wins registers (Shapiro et al., "A
 * comprehensive study of Convergent and Commutative Replicated Data Types", 2011).
 */
final class MergeFields implements WriteDecision {

    private final ProjectionLayout layout;
    private final References references;

    MergeFields(ProjectionLayout layout, References references) {
        this.layout = layout;
        this.references = references;
    }

    @Override
    public Decision decide(CastRecord incoming, @Nullable Stored stored, Instant now) {
        State state = new State(stored);
        Version before = state.deleted;
        boolean moved =
                incoming.operation() == Operation.DELETE ? state.delete(incoming.version()) : state.merge(incoming);
        if (!moved && stored != null) {
            boolean same = incoming.operation() == Operation.DELETE
                    ? incoming.version().equals(before)
                    : state.holds(incoming);
            return Decision.nothing(same ? Decision.Outcome.SAME : Decision.Outcome.STALE, references.stored(stored));
        }
        return write(incoming, state, stored, now);
    }

    private Decision write(CastRecord incoming, State state, @Nullable Stored stored, Instant now) {
        Document document = new Document("_id", BsonValues.id(layout.definition(), incoming.key()));
        Document versions = new Document();
        for (int i = 0; i < layout.names().length; i++) {
            String name = layout.names()[i];
            Version version = state.versions.get(name);
            if (version != null) {
                versions.append(name, Stored.toBson(version));
            }
            if (state.values[i] != null) {
                document.append(name, state.values[i]);
            }
        }
        Version newest = stored == null || incoming.version().compareTo(stored.version()) > 0
                ? incoming.version()
                : stored.version();
        Document meta = new Document(Meta.VERSION, Stored.toBson(newest)).append(Meta.FIELD_VERSIONS, versions);
        if (state.deleted != null) {
            meta.append(Meta.DELETED_VERSION, Stored.toBson(state.deleted));
        }
        boolean tombstone = versions.isEmpty();
        if (tombstone) {
            meta.append(Meta.DELETED_AT, Date.from(now));
        }
        Map<String, List<Object>> all = references.write(meta, layout.references(state.values), stored, now);
        List<String> different = stored == null ? List.of() : state.different(stored.document());
        boolean equal = stored != null && stored.deleted() == tombstone && different.isEmpty();
        // A record of which a part is not newer may have been here before, when the definition had fewer fields, and
        // untold.
        Touched touched =
                stored == null || stored.deleted() != tombstone || !state.whole ? Touched.ALL : Touched.of(different);
        Decision.Outcome outcome =
                stored == null ? Decision.Outcome.NEW : equal ? Decision.Outcome.UNCHANGED : Decision.Outcome.NEWER;
        return new Decision(outcome, document.append(Meta.META, meta), all, touched);
    }

    /** The registers of one document while a record is merged into them. */
    private final class State {

        private final @Nullable Object[] values = new @Nullable Object[layout.names().length];
        private final Map<String, Version> versions = new HashMap<>();
        private @Nullable Version deleted;

        /** Whether every field that the record brought was newer than what was there. */
        private boolean whole = true;

        State(@Nullable Stored stored) {
            if (stored == null) {
                return;
            }
            if (stored.meta().get(Meta.FIELD_VERSIONS) instanceof Document kept) {
                kept.forEach((name, version) -> versions.put(name, Stored.version(version)));
            }
            Object delete = stored.meta().get(Meta.DELETED_VERSION);
            deleted = delete == null ? null : Stored.version(delete);
            for (int i = 0; i < values.length; i++) {
                values[i] = stored.document().get(layout.names()[i]);
            }
        }

        boolean delete(Version version) {
            if (deleted != null && version.compareTo(deleted) <= 0) {
                return false;
            }
            deleted = version;
            for (int i = 0; i < values.length; i++) {
                Version kept = versions.get(layout.names()[i]);
                if (kept != null && kept.compareTo(version) <= 0) {
                    versions.remove(layout.names()[i]);
                    values[i] = null;
                }
            }
            return true;
        }

        boolean merge(CastRecord incoming) {
            boolean moved = false;
            if (deleted != null && incoming.version().compareTo(deleted) <= 0) {
                return false;
            }
            for (int i = 0; i < values.length; i++) {
                Object value = incoming.values()[i];
                if (value == CastRecord.ABSENT) {
                    continue;
                }
                whole &= isNewer(i, incoming.version());
                if (wins(i, BsonValues.toBson(value), incoming.version())) {
                    values[i] = BsonValues.toBson(value);
                    versions.put(layout.names()[i], incoming.version());
                    moved = true;
                }
            }
            return moved;
        }

        private boolean isNewer(int field, Version version) {
            Version kept = versions.get(layout.names()[field]);
            return kept == null || version.compareTo(kept) > 0;
        }

        private boolean wins(int field, @Nullable Object value, Version version) {
            Version kept = versions.get(layout.names()[field]);
            int order = kept == null ? 1 : version.compareTo(kept);
            return order > 0
                    || order == 0
                            && Ties.compare(new @Nullable Object[] {value}, new @Nullable Object[] {values[field]}) > 0;
        }

        /** Whether every field of the record is here with the record's version: then it is a redelivery. */
        boolean holds(CastRecord incoming) {
            for (int i = 0; i < values.length; i++) {
                if (incoming.values()[i] != CastRecord.ABSENT
                        && !incoming.version().equals(versions.get(layout.names()[i]))) {
                    return false;
                }
            }
            return true;
        }

        List<String> different(Document document) {
            List<String> different = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                String name = layout.names()[i];
                if (!Objects.equals(values[i], document.get(name))) {
                    different.add(name);
                }
            }
            return different;
        }
    }
}
