package io.tributary.projection;

import io.tributary.record.Version;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** A stored document of a projection, with Tributary's own fields read out of it. */
public record Stored(Document document) {

    public Object id() {
        return required(document.get("_id"), "_id");
    }

    public ObjectId revision() {
        return required(meta().getObjectId(Meta.REVISION), Meta.REVISION);
    }

    public Version version() {
        return version(meta().get(Meta.VERSION));
    }

    public boolean deleted() {
        return deleted(document);
    }

    /** Whether a stored document, projection or single view, is a tombstone. */
    public static boolean deleted(Document document) {
        return document.get(Meta.META) instanceof Document meta && meta.get(Meta.DELETED_AT) instanceof Date;
    }

    /** The present and past values of a reference field. */
    public List<Object> references(String field) {
        Object kept = meta().get(Meta.REFERENCES) instanceof Document references ? references.get(field) : null;
        if (kept instanceof List<?> values) {
            return List.copyOf(values);
        }
        return kept == null ? List.of() : List.of(kept);
    }

    /** The reference fields that the document keeps values of. */
    public Set<String> referenceFields() {
        return meta().get(Meta.REFERENCES) instanceof Document references ? references.keySet() : Set.of();
    }

    List<Document> past() {
        List<Document> past = meta().getList(Meta.PAST, Document.class);
        return past == null ? List.of() : past;
    }

    Document meta() {
        return required(document.get(Meta.META, Document.class), Meta.META);
    }

    static Version version(@Nullable Object stored) {
        if (stored instanceof List<?> pair && pair.size() == 2) {
            return new Version(((Number) pair.get(0)).longValue(), ((Number) pair.get(1)).longValue());
        }
        throw new IllegalStateException("stored version " + stored + " is not [source, sequence]");
    }

    static List<Long> toBson(Version version) {
        return List.of(version.source(), version.sequence());
    }

    private <T> T required(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("document " + document.get("_id") + " has no " + what
                    + ": it was not written by Tributary; a projection's collection must not be shared");
        }
        return value;
    }
}
