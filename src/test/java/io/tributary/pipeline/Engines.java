package io.tributary.pipeline;

import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.embedded.EmbeddedMongo;
import io.tributary.runtime.embedded.EmbeddedSqs;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The servers that the tests of a class share, also between processes: those that the environment names (MONGODB_URI,
 * TRIBUTARY_SQS_ENDPOINT), else embedded ones in the JVM of the test.
 */
public final class Engines implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final String mongoUri;
    private final String sqsEndpoint;

    private Engines(Class<?> test) {
        Settings environment = Settings.of(Path.of("a folder without properties"));
        mongoUri = environment.find(Setting.MONGODB_URI).orElseGet(() -> opened(new EmbeddedMongo(0))
                .uri());
        boolean embeddedMongo = !open.isEmpty();
        int before = open.size();
        sqsEndpoint = environment
                .find(Setting.SQS_ENDPOINT)
                .orElseGet(() -> opened(new EmbeddedSqs(0)).endpoint().toString());
        System.out.printf(
                "%s on %s MongoDB and %s SQS%n",
                test.getSimpleName(),
                embeddedMongo ? "embedded" : "the environment's",
                open.size() > before ? "embedded" : "the environment's");
    }

    private Engines(String mongoUri, String sqsEndpoint) {
        this.mongoUri = mongoUri;
        this.sqsEndpoint = sqsEndpoint;
    }

    /** Servers that somebody else starts and stops. */
    public static Engines at(String mongoUri, String sqsEndpoint) {
        return new Engines(mongoUri, sqsEndpoint);
    }

    /** Starts what the environment does not name, and says which servers a test class runs on. */
    static Engines of(Class<?> test) {
        return new Engines(test);
    }

    String mongoUri() {
        return mongoUri;
    }

    String sqsEndpoint() {
        return sqsEndpoint;
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <T extends AutoCloseable> T opened(T server) {
        open.push(server);
        return server;
    }
}
