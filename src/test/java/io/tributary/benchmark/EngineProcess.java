package io.tributary.benchmark;

import io.tributary.runtime.embedded.EmbeddedMongo;
import io.tributary.runtime.embedded.EmbeddedSqs;
import java.io.IOException;

/** The embedded servers in a JVM of their own, so that what they cost is not the contestants'. Ends when its input does. */
final class EngineProcess {

    /** Stands before the two addresses, in the one line on standard output that is not a log line. */
    static final String MARK = "ENGINES ";

    private EngineProcess() {}

    public static void main(String[] args) throws IOException {
        try (EmbeddedMongo mongo = new EmbeddedMongo(0);
                EmbeddedSqs sqs = new EmbeddedSqs(0)) {
            System.out.println(MARK + mongo.uri() + " " + sqs.endpoint());
            while (System.in.read() >= 0) {
                // Nothing is said; the end of the input is what counts.
            }
        }
    }
}
