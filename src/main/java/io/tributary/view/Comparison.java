package io.tributary.view;

import io.tributary.projection.Meta;
import io.tributary.record.Key;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A view that differs from its recomputation at one look, or cannot be recomputed. It holds documents: it is not to be kept.
 *
 * @param revision the revision of what is stored, tombstones too; null where nothing is stored
 * @param stored the stored view without {@code _meta}, or null if there is none
 * @param computed what it has to be, or null if there is no base document
 * @param marked whether what is stored says that the view could not be built
 * @param refusal why it cannot be computed, or null
 */
public record Comparison(
        String view,
        Key key,
        @Nullable ObjectId revision,
        @Nullable Document stored,
        @Nullable Document computed,
        boolean marked,
        @Nullable Refusal refusal) {

    /** What is wrong with a stored view. */
    public enum Kind {
        /** The projections have it, the views do not. */
        MISSING,
        /** The views have it, the projections do not. */
        SURPLUS,
        /** Both have it, with different content. */
        STALE,
        /** It is larger than a document may be; the builder left what it had built before. */
        TOO_LARGE,
        /** Several base documents have its key; the builder left what it had built before. */
        AMBIGUOUS,
        /** A sum is beyond 64 bits; the builder left what it had built before. */
        OVERFLOW,
        /** An expression or an own function failed; the builder left what it had built before. */
        FAILED,
        /** It does not fulfil what its definition asks of it; the builder left what it had built before. */
        INVALID;

        /** As people and JSON read it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Kind kind() {
        if (refusal != null) {
            return switch (refusal.reason()) {
                case TOO_LARGE -> Kind.TOO_LARGE;
                case AMBIGUOUS -> Kind.AMBIGUOUS;
                case OVERFLOW -> Kind.OVERFLOW;
                case FAILED -> Kind.FAILED;
                case INVALID -> Kind.INVALID;
            };
        }
        if (computed == null) {
            return Kind.SURPLUS;
        }
        return stored == null ? Kind.MISSING : Kind.STALE;
    }

    /** What was computed, in a number: an equal one at a later look means that the projections say the same. */
    public int content() {
        return computed == null ? 0 : computed.hashCode();
    }

    /** The key, and the first field that differs with both values. */
    public String describe() {
        if (refusal != null) {
            return view + " " + refusal.message();
        }
        String what = view + " " + key + " is " + kind().text();
        List<String> first = fields(1);
        return first.isEmpty() ? what : what + ": " + first.get(0);
    }

    /** The fields that differ, each with both values, at most so many. */
    public List<String> fields(int most) {
        if (marked && refusal == null) {
            return List.of("it is marked as one that cannot be built, and can be");
        }
        return stored == null || computed == null ? List.of() : FieldDifferences.of(stored, computed, most);
    }

    static @Nullable ObjectId revision(@Nullable Document stored) {
        return stored != null && stored.get(Meta.META) instanceof Document meta
                ? meta.get(Meta.REVISION) instanceof ObjectId revision ? revision : null
                : null;
    }
}
