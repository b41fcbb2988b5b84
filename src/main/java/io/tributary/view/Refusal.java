package io.tributary.view;

import io.tributary.record.Key;
import java.util.Locale;

/**
 * Why a view cannot be built from what the projections hold now. To try again helps nothing; only a change of its data or of its
 * definition does, and that triggers it by itself.
 *
 * @param message for people: what is too much, and what to set
 */
public record Refusal(Reason reason, String message) {

    /** The same, naming the key. */
    Refusal of(Key key) {
        return new Refusal(reason, "key " + key + " " + reason.words + ": " + message);
    }

    /** The kinds of reasons. */
    public enum Reason {
        /** More than a document may hold, or more than the process can hold while it builds. */
        TOO_LARGE("is too large"),
        /** Several base documents have the values of the view's own key. */
        AMBIGUOUS("is ambiguous"),
        /** A sum of whole numbers beyond 64 bits. */
        OVERFLOW("cannot be built"),
        /** An expression or an own function has no value for its data. */
        FAILED("cannot be built"),
        /** It does not fulfil what its definition asks of it. */
        INVALID("is not valid");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** As it stands in documents and in JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
