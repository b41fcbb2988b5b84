package io.tributary.view;

/** Ends the assembling of one view that cannot be built; the others of its chunk go on. */
final class ViewRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal.Reason reason;

    ViewRefusedException(Refusal.Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    Refusal refusal() {
        return new Refusal(reason, String.valueOf(getMessage()));
    }
}
