package io.tributary.projection;

/** Keys that others changed again and again. It is no fault of a record: whoever comes again finds them at rest. */
final class ContentionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ContentionException(String message) {
        super(message);
    }
}
