package io.tributary.projection;

import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What one record means for its document.
 *
 * @param outcome how the record relates to what is stored
 * @param document what to write, complete but for the revision; null where nothing is to be written
 * @param references per reference field the present and past values after this decision: they travel in the notification
 * @param touched the fields that it changes in what was stored
 */
public record Decision(
        Outcome outcome, @Nullable Document document, Map<String, List<Object>> references, Touched touched) {

    /** A record that writes nothing: whatever it holds may have been written, and not told, before. */
    static Decision nothing(Outcome outcome, Map<String, List<Object>> references) {
        return new Decision(outcome, null, references, Touched.ALL);
    }

    public enum Outcome {
        /** Nothing is stored under the key. */
        NEW,
        /** The record is newer and changes the document. */
        NEWER,
        /** The record is newer and changes nothing: the version moves on, nobody is told. */
        UNCHANGED,
        /** The stored document is newer. */
        STALE,
        /** The very version that is stored: a redelivery. */
        SAME;

        public boolean writes() {
            return this == NEW || this == NEWER || this == UNCHANGED;
        }

        /**
         * Same and stale are told, too: the process that wrote what is stored may have died before it notified, and a later
         * record with equal content says nothing.
         */
        boolean notifies() {
            return this != UNCHANGED;
        }
    }
}
