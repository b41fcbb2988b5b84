package io.tributary.queue;

/** A failure in one line, for people. */
public final class Reasons {

    private static final int LONGEST_CHAIN = 50;

    /** Characters: a driver's message may repeat a whole document. */
    private static final int LONGEST = 2_000;

    private Reasons() {}

    /** The innermost cause: what is around it mostly repeats it. */
    public static String of(Throwable failure) {
        Throwable cause = innermost(failure);
        String message = cause.getMessage();
        return message == null ? kind(failure) : kind(failure) + ": " + line(message);
    }

    /** What was said of one message on purpose, which names the part that failed, and the innermost cause unless that was said, too. */
    static String said(Throwable failure) {
        Throwable cause = innermost(failure);
        String said = failure.getMessage();
        if (said == null || cause == failure) {
            return of(failure);
        }
        String why = cause.getMessage();
        return line(said) + (why != null && said.contains(line(why)) ? "" : "; " + of(failure));
    }

    static String kind(Throwable failure) {
        return innermost(failure).getClass().getSimpleName();
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause.getCause() != null && i < LONGEST_CHAIN; i++) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String line(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    }
}
