package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import io.tributary.runtime.embedded.EmbeddedMongo;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexesTest {

    private static final Duration KEEP = Duration.ofDays(15);

    private EmbeddedMongo server;
    private MongoClient client;
    private MongoCollection<Document> collection;
    private final List<IndexOptions> asked = new ArrayList<>();

    @BeforeEach
    void start() {
        server = new EmbeddedMongo(0);
        client = MongoClients.create(server.uri());
        collection = client.getDatabase("indexes").getCollection("orders");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void the_index_of_tombstones_holds_tombstones_only() {
        new Indexes(listening(true), List.of(), "_meta.deletedAt", KEEP).run();

        assertThat(asked).singleElement().satisfies(options -> {
            assertThat(options.getPartialFilterExpression()).isNotNull();
            assertThat(options.getExpireAfter(TimeUnit.DAYS)).isEqualTo(15);
        });
    }

    @Test
    void a_server_without_partial_indexes_gets_a_whole_one() {
        new Indexes(listening(false), List.of(), "_meta.deletedAt", KEEP).run();

        assertThat(asked).hasSize(2);
        assertThat(collection.listIndexes().map(index -> index.get("key")))
                .contains(new Document("_meta.deletedAt", 1));
    }

    /** The collection, on a server that takes partial indexes or refuses them. */
    @SuppressWarnings("unchecked")
    private MongoCollection<Document> listening(boolean partial) {
        return (MongoCollection<Document>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("createIndex") && arguments.length == 2) {
                        IndexOptions options = new IndexOptions()
                                .partialFilterExpression(((IndexOptions) arguments[1]).getPartialFilterExpression())
                                .expireAfter(
                                        ((IndexOptions) arguments[1]).getExpireAfter(TimeUnit.SECONDS),
                                        TimeUnit.SECONDS);
                        asked.add(options);
                        if (!partial && options.getPartialFilterExpression() != null) {
                            throw new MongoCommandException(
                                    BsonDocument.parse("{ok: 0, code: 303, errmsg: 'Field is not supported'}"),
                                    new ServerAddress());
                        }
                    }
                    try {
                        return method.invoke(collection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
