package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB-compatible server inside this process, on 127.0.0.1 only, for trying out and for tests. It keeps everything in memory.
 * Look-ups by {@code _id}, pages ordered by {@code _id}, and equality and {@code $in} on an indexed path read only what they return;
 * other queries, and {@code aggregate}, look at every document. It ignores TTL, collations and validators, and has no
 * transactions, as mongo-java-server does on which it is built.
 */
public final class EmbeddedMongo implements AutoCloseable {

    /** The setting of the port, 0 for any that is free. */
    public static final String PORT_SETTING = "tributary.embedded.mongodb.port";

    static final String HOST = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMongo.class);

    private final IndexedBackend backend = new IndexedBackend();
    private final MongoServer server = new MongoServer(backend);
    private final String uri;

    /**
     * Starts the server.
     *
     * @param port the port to listen on; 0 takes a free one
     * @throws IllegalStateException if the port is in use
     */
    public EmbeddedMongo(int port) {
        bind(port);
        uri = "mongodb://" + HOST + ":" + server.getLocalAddress().getPort();
        LOG.info(
                "embedded MongoDB at {}, for trying out and tests: all documents are in memory and gone when this process ends;"
                        + " set MONGODB_URI to keep them in a server",
                uri);
    }

    // Netty throws the checked BindException without declaring it, past the server's own clean-up.
    @SuppressWarnings("CatchingUnchecked")
    private void bind(int port) {
        try {
            server.bind(new InetSocketAddress(HOST, port));
        } catch (Exception e) {
            server.shutdownNow();
            if (e instanceof BindException) {
                throw PortInUse.of("embedded MongoDB", HOST, port, PORT_SETTING, e);
            }
            throw e;
        }
    }

    /** The connection string, {@code mongodb://127.0.0.1:port}. */
    public String uri() {
        return uri;
    }

    /** The collection behind a name, for tests that count what it looks at. */
    IndexedCollection collection(String database, String name) {
        return backend.collection(database, name);
    }

    /** Closes all connections and frees all memory; takes a few seconds at most. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
