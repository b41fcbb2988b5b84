package io.tributary.bounds;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bson.Document;

/**
 * The servers that the measured processes use: ElasticMQ and H2 in processes of their own, and the MongoDB of {@code MONGODB_URI}, or
 * the embedded one in a process of its own. Their heaps are larger, for they keep what the measured process must not.
 */
final class Engines implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final String sqs;
    private final String mongo;
    private final String tables;
    private final boolean embeddedMongo;

    /**
     * Starts the servers.
     *
     * @param folder for the databases of H2
     */
    Engines(Path folder) throws IOException {
        sqs = started("3g", "sqs");
        tables = started("1g", "h2", folder.toString());
        String given = Settings.of(Path.of("a folder without properties"))
                .find(Setting.MONGODB_URI)
                .orElse(null);
        embeddedMongo = given == null;
        mongo = given == null ? started("4g", "mongo") : given;
    }

    private String started(String heap, String... arguments) throws IOException {
        ServerProcess server = ServerProcess.start(heap, arguments);
        open.push(server);
        return server.address();
    }

    String sqs() {
        return sqs;
    }

    String mongo() {
        return mongo;
    }

    /** The JDBC address of a database of that path below the folder. */
    String tables(String path) {
        return tables + path;
    }

    /** What MongoDB is, for the report. */
    String describe() {
        if (embeddedMongo) {
            return "embedded MongoDB";
        }
        try (MongoClient client = MongoClients.create(mongo)) {
            Document build = client.getDatabase("admin").runCommand(new Document("buildInfo", 1));
            boolean documentDb =
                    build.toJson().toLowerCase(java.util.Locale.ROOT).contains("documentdb")
                            || build.toJson().toLowerCase(java.util.Locale.ROOT).contains("ferret");
            return (documentDb ? "DocumentDB, version " : "MongoDB-compatible, version ") + build.getString("version");
        }
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
