package io.tributary.benchmark;

import io.tributary.runtime.MongoCosts;
import java.nio.file.Path;

/** One way to bring the rows of a source into a queue. */
interface SourceContestant {

    String name();

    /** What a reader has to know of how it is set, in a sentence. */
    String settings();

    /** What it cannot do that Tributary does; empty for nothing. */
    default String lacks() {
        return "";
    }

    /** Makes it ready to read CSV files. */
    Sending ofFiles(Lane lane, SourceRows rows) throws Exception;

    /** Makes it ready to read a table. */
    Sending ofTable(Lane lane, OrderTable table) throws Exception;

    /** A contestant that is ready. */
    interface Sending extends AutoCloseable {

        /** What its client of MongoDB was asked for. */
        default MongoCosts mongoCosts(Lane lane) {
            return lane.mongoCosts();
        }

        /** The full name of the queue; it exists. */
        String queue();

        /**
         * Sends what is new, and returns when it says that SQS has confirmed all of it.
         *
         * @param given the file to read; of no meaning to one that reads a table
         * @param first the number of the first row that is new
         * @param end the number behind the last
         */
        void send(Path given, int first, int end) throws Exception;
    }
}
