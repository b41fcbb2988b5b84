package io.tributary.view;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.projection.PlainDocuments;
import io.tributary.runtime.embedded.EmbeddedMongo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The MongoDB of a test: the one that {@code MONGODB_URI} names, or an embedded one (I8: the same must hold on every engine). */
public final class TestMongo implements AutoCloseable {

    private final @Nullable EmbeddedMongo embedded;
    private final MongoClient client;

    public TestMongo() {
        String uri = System.getenv("MONGODB_URI");
        embedded = uri == null ? new EmbeddedMongo(0) : null;
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(
                        uri == null ? Objects.requireNonNull(embedded).uri() : uri))
                .codecRegistry(PlainDocuments.registry())
                .build());
    }

    /** An empty database; on a shared server its name keeps it apart from those of other tests. */
    public MongoDatabase empty(String name) {
        MongoDatabase database = client.getDatabase("tributary_test_" + name);
        database.drop();
        return database;
    }

    @Override
    public void close() {
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
