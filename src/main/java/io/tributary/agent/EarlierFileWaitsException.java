package io.tributary.agent;

/** A file is not read in this poll, since one that comes before it is not through. */
final class EarlierFileWaitsException extends Exception {

    private static final long serialVersionUID = 1L;

    EarlierFileWaitsException() {
        super("a file that comes before it by name is not through");
    }
}
