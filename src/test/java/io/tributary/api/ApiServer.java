package io.tributary.api;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.tributary.definition.Definitions;
import io.tributary.record.Names;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** The read API as it runs: Camel with {@code routes/api.camel.yaml} on a free port, over a MongoDB in this process. */
final class ApiServer implements AutoCloseable {

    static final Names NAMES = new Names("test-");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Backend backend = new Backend();
    private final MongoServer mongoServer = new MongoServer(backend);
    private final MongoClient mongo;
    private final Main main = new Main();
    private final int port;

    ApiServer(Definitions definitions) {
        this(definitions, null);
    }

    /** Over a server of one's own where its address is given; otherwise over one in this process. */
    ApiServer(Definitions definitions, @Nullable String given) {
        String own = mongoServer.bindAndGetConnectionString();
        String address = given == null ? own : given;
        mongo = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(address))
                .applyToClusterSettings(it -> it.serverSelectionTimeout(500, TimeUnit.MILLISECONDS))
                .build());
        main.configure().httpServer().withEnabled(true).withPort(0);
        main.configure().withRoutesIncludePattern("file:routes/api.camel.yaml");
        main.bind("readApi", new ReadApi(database(), definitions, NAMES));
        main.start();
        ProblemPages.install(main.getCamelContext());
        port = main.getCamelContext()
                .getRegistry()
                .findSingleByType(VertxPlatformHttpRouter.class)
                .getServer()
                .getPort();
    }

    MongoDatabase database() {
        return mongo.getDatabase("tributary-api-test");
    }

    MongoCollection<org.bson.Document> collection(String name) {
        return database().getCollection(NAMES.collection(name));
    }

    /** From now on every query takes longer than it may. */
    void answerTooSlowly(boolean slow) {
        backend.slow = slow;
    }

    void stopDatabase() {
        mongoServer.shutdownNow();
    }

    /** GET of a path with its query, as it stands; headers as name, value, name, value. */
    Reply get(String path, String... headers) {
        return send("GET", path, headers);
    }

    Reply send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Reply(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return "http://localhost:" + port;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        main.stop();
        mongo.close();
        mongoServer.shutdownNow();
    }

    private static final class Backend extends MemoryBackend {

        private volatile boolean slow;

        @Override
        public Document handleMessage(MongoMessage message) throws MongoServerException {
            if (slow && message.getDocument().containsKey("find")) {
                throw new MongoServerError(50, "MaxTimeMSExpired", "operation exceeded time limit");
            }
            return super.handleMessage(message);
        }
    }
}
