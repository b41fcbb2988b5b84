package io.tributary.definition;

/** An expression that has no result for these values. Its message is the reason. Thrown for data, so it has no stack trace. */
public final class ExpressionFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExpressionFailure(String reason) {
        super(reason, null, false, false);
    }
}
