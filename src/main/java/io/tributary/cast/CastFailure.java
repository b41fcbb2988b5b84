package io.tributary.cast;

/** A value that cannot be cast. Its message is the reason, without the field. Thrown for data, so it has no stack trace. */
final class CastFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CastFailure(String reason) {
        super(reason, null, false, false);
    }

    static CastFailure of(Object value, String reason) {
        return new CastFailure(Shown.of(value) + " " + reason);
    }
}
