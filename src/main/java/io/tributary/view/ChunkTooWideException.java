package io.tributary.view;

/** The views of one chunk are made of more documents than a process wants to hold at once: build fewer at a time. */
final class ChunkTooWideException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChunkTooWideException(String view, int keys, int limit) {
        super("view " + view + ": " + keys + " keys need more than " + limit + " documents");
    }
}
