package io.tributary.benchmark;

import java.nio.file.Path;
import org.bson.Document;

/** One way to bring the rows of CSV files through SQS into MongoDB. */
interface Contestant {

    String name();

    /** What a reader has to know of how it is set, in a sentence. */
    String settings();

    /** What it has to have stored for a row, in the form that {@link #comparable} gives it. */
    Document expected(OrderRow row);

    /** A stored document without what differs from run to run. */
    default Document comparable(Document stored) {
        return stored;
    }

    /** Starts its reading and its consuming ends in a lane of its own. */
    Running start(Lane lane) throws Exception;

    /** A contestant that waits for files. */
    interface Running extends AutoCloseable {

        /** Gives it a complete file, which is moved or left as the contestant likes; returns at once, or when all is sent. */
        void feed(Path csv) throws Exception;

        /** Waits until all rows of all files are in the queue, or further. */
        void awaitSent() throws Exception;

        /** Stops consuming; returns when no receive is under way. */
        void hold() throws Exception;

        /** Consumes again. */
        void release() throws Exception;

        /** The full name of the queue. */
        String queue();

        /** The name of the collection, in the database of the lane. */
        String collection();
    }
}
