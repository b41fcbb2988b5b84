package io.tributary.projection;

import io.tributary.cast.CastRecord;
import io.tributary.record.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The record stands for the whole document, and the newest wins. */
final class ReplaceIfNewer implements WriteDecision {

    private final ProjectionLayout layout;
    private final References references;

    ReplaceIfNewer(ProjectionLayout layout, References references) {
        this.layout = layout;
        this.references = references;
    }

    @Override
    public Decision decide(CastRecord incoming, @Nullable Stored stored, Instant now) {
        boolean delete = incoming.operation() == Operation.DELETE;
        @Nullable Object[] values = delete ? new @Nullable Object[layout.names().length] : bson(incoming.values());
        if (stored == null) {
            return write(Decision.Outcome.NEW, incoming, values, delete, null, Touched.ALL, now);
        }
        boolean equal = stored.deleted() == delete && (delete || sameValues(values, stored.document()));
        int order = incoming.version().compareTo(stored.version());
        if (order == 0 && !equal && winsTie(values, delete, stored)) {
            order = 1;
        }
        if (order <= 0) {
            Decision.Outcome outcome = order == 0 && equal ? Decision.Outcome.SAME : Decision.Outcome.STALE;
            return Decision.nothing(outcome, references.stored(stored));
        }
        Touched touched = touched(incoming, values, delete, stored);
        return write(
                equal ? Decision.Outcome.UNCHANGED : Decision.Outcome.NEWER,
                incoming,
                values,
                delete,
                stored,
                touched,
                now);
    }

    private Decision write(
            Decision.Outcome outcome,
            CastRecord incoming,
            @Nullable Object[] values,
            boolean delete,
            @Nullable Stored stored,
            Touched touched,
            Instant now) {
        Document document = new Document("_id", BsonValues.id(layout.definition(), incoming.key()));
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                document.append(layout.names()[i], values[i]);
            }
        }
        Document meta = new Document(Meta.VERSION, Stored.toBson(incoming.version()));
        Map<String, List<Object>> all = references.write(meta, layout.references(values), stored, now);
        if (delete) {
            meta.append(Meta.DELETED_AT, Date.from(now));
        }
        return new Decision(outcome, document.append(Meta.META, meta), all, touched);
    }

    /**
     * The fields that a newer record changes. One of the stored version is not newer: it may have been here before, cast by a definition
     * that has changed since, and what it changed then may never have been told.
     */
    private Touched touched(CastRecord incoming, @Nullable Object[] values, boolean delete, Stored stored) {
        if (delete != stored.deleted() || incoming.version().equals(stored.version())) {
            return Touched.ALL;
        }
        List<String> different = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            String name = layout.names()[i];
            if (!Objects.equals(values[i], stored.document().get(name))) {
                different.add(name);
            }
        }
        return Touched.of(different);
    }

    private boolean sameValues(@Nullable Object[] values, Document document) {
        for (int i = 0; i < values.length; i++) {
            if (!Objects.equals(values[i], document.get(layout.names()[i]))) {
                return false;
            }
        }
        return true;
    }

    private boolean winsTie(@Nullable Object[] values, boolean delete, Stored stored) {
        if (delete != stored.deleted()) {
            return delete;
        }
        @Nullable Object[] present = new @Nullable Object[layout.names().length];
        for (int i = 0; i < present.length; i++) {
            present[i] = stored.document().get(layout.names()[i]);
        }
        return Ties.compare(values, present) > 0;
    }

    static @Nullable Object[] bson(@Nullable Object[] values) {
        @Nullable Object[] bson = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) {
            bson[i] = BsonValues.toBson(values[i]);
        }
        return bson;
    }
}
