package io.tributary.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.tributary.runtime.MongoCosts;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Set;
import org.bson.Document;

/**
 * One way to bring the rows of CSV files through a queue into MongoDB. Those that need libraries which the ordinary test class path has
 * not are found as services.
 */
interface Contestant {

    String name();

    /** What a reader has to know of how it is set, in a sentence. */
    String settings();

    /** What it cannot do that Tributary does; empty for nothing. */
    String lacks();

    /** How many rows a full run has: it should take seconds, not minutes. */
    default int rows() {
        return 100_000;
    }

    /** The work that it can do. */
    default Set<Work> work() {
        return Set.of(Work.values());
    }

    /** What it has to have stored for a row, in the form that {@link #comparable} gives it. */
    Document expected(OrderRow row);

    /** A stored document without what differs from run to run. */
    default Document comparable(Document stored) {
        return stored;
    }

    /** The field that it keeps a column in. */
    default String field(String column) {
        return column;
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

        /** What is still on its way: messages, or whatever else is 0 only when nothing is. */
        default long waiting(Lane lane) {
            return lane.depth(queue());
        }

        /** What its client of MongoDB was asked for. */
        default MongoCosts mongoCosts(Lane lane) {
            return lane.mongoCosts();
        }

        /** Nanoseconds of CPU time of the process that consumes, since it started. */
        default long cpuNanos() {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
        }
    }
}
