package io.tributary.chaos;

import java.io.IOException;
import java.nio.file.Path;

/** The MongoDB-compatible server of a run. */
interface Database extends AutoCloseable {

    /** What it is, for people. */
    String name();

    int port();

    /** Whether it belongs to this run and keeps what it confirmed when it dies. */
    boolean canCrash();

    /** Ends it as abruptly as possible. */
    void crash() throws IOException, InterruptedException;

    /** Starts it again; returns when it answers. */
    void restart() throws IOException, InterruptedException;

    @Override
    void close() throws IOException, InterruptedException;

    /**
     * That of MONGODB_URI; else a DocumentDB of its own, where its tools are; else the embedded one.
     *
     * @param tools the folder of the DocumentDB scripts; need not be there
     * @param work for logs
     */
    static Database start(String uri, Path tools, Path work) throws IOException, InterruptedException {
        if (!uri.isBlank()) {
            return new GivenDatabase(uri);
        }
        return OwnDocumentDb.isPossible(tools) ? new OwnDocumentDb(tools, work) : new EmbeddedDatabase(work);
    }
}
