package io.tributary.record;

/** A message that is none of the accepted forms, or beyond a limit. The text says what is wrong and what would be right. */
public final class MessageFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    public MessageFormatException(String message) {
        super(message);
    }

    public MessageFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
