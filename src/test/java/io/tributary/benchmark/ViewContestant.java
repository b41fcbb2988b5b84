package io.tributary.benchmark;

import com.mongodb.client.MongoCollection;
import org.bson.Document;

/** One way to make the views of keys whose triggers are on a queue. */
interface ViewContestant {

    String name();

    /** What a reader has to know of how it is set, in a sentence. */
    String settings();

    /** What it cannot do that Tributary does; empty for nothing. */
    String lacks();

    /**
     * Starts it on the data of a site. It consumes at once.
     *
     * @param id of the run, for what it has to itself
     */
    Running start(CustomerSite site, String id) throws Exception;

    /** A contestant that waits for triggers. */
    interface Running extends AutoCloseable {

        /** The full name of the queue of triggers. */
        String queue();

        /** Where it writes views. */
        MongoCollection<Document> views();

        /** Stops consuming; returns when no receive is under way. */
        void hold() throws Exception;

        /** Consumes again. */
        void release() throws Exception;
    }
}
