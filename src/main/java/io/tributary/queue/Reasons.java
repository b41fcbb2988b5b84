package io.tributary.queue;

/** A failure in one line, for people. */
final class Reasons {

    private static final int LONGEST_CHAIN = 50;

    private Reasons() {}

    /** The innermost cause: what is around it mostly repeats it. */
    static String of(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause.getCause() != null && i < LONGEST_CHAIN; i++) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
