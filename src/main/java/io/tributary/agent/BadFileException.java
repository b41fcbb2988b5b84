package io.tributary.agent;

/** A file that cannot be read as what it should be: it is put aside, since another try would end the same. */
final class BadFileException extends Exception {

    private static final long serialVersionUID = 1;

    BadFileException(String message) {
        super(message);
    }
}
