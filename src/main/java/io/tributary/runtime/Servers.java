package io.tributary.runtime;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.tributary.projection.PlainDocuments;
import io.tributary.runtime.embedded.EmbeddedMongo;
import io.tributary.runtime.embedded.EmbeddedSqs;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * The clients of MongoDB and SQS; where no address is configured, of servers that run inside this process. Nothing behind the
 * clients knows the difference. Neither server has to be there when a client is made.
 */
public final class Servers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

    /** Threads of several routes share the client; each may wait for a long poll. */
    private static final int CONNECTIONS = 200;

    /**
     * How long MongoDB may take over an answer. Without a bound a connection whose other end is gone, and has not said so, holds its
     * thread and its messages for ever.
     */
    private static final int ANSWER_SECONDS = 60;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Settings settings;
    private final MongoCosts mongoCosts = new MongoCosts();
    private final MongoClient mongo;
    private final @Nullable SqsClient sqs;
    private final String mongoUri;
    private final String sqsAddress;

    /**
     * Makes the clients, and starts what has to be embedded.
     *
     * @throws RuntimeException naming port and setting if an embedded server cannot take its port
     */
    public Servers(Settings settings) {
        this(settings, System.getenv(), true);
    }

    /** The clients for a command that works on a running system: of SQS only where settings or environment say which. */
    public static Servers ofRunningSystem(Settings settings) {
        Map<String, String> environment = System.getenv();
        boolean known = settings.find(Setting.SQS_ENDPOINT).isPresent() || usesAmazon(settings, environment);
        return new Servers(settings, environment, known);
    }

    /**
     * The clients of both servers, for commands that work on a running system; nothing is started.
     *
     * @throws ConfigurationException if an address is not set
     */
    public static Servers running(Settings settings, String command) {
        if (settings.find(Setting.MONGODB_URI).isEmpty()) {
            throw notSet(command, Setting.MONGODB_URI, "database");
        }
        if (settings.find(Setting.SQS_ENDPOINT).isEmpty() && !usesAmazon(settings, System.getenv())) {
            throw notSet(command, Setting.SQS_ENDPOINT, "queues, or " + Setting.SQS_REGION.key() + " for Amazon SQS");
        }
        return new Servers(settings, System.getenv(), true);
    }

    private static ConfigurationException notSet(String command, Setting setting, String whose) {
        return new ConfigurationException(command + " works on a running system: set " + setting.environmentName()
                + " (or " + setting.key() + ") to the address of its " + whose
                + ". The demo says the addresses of its embedded servers when it starts.");
    }

    private Servers(Settings settings, Map<String, String> environment, boolean withQueues) {
        this.settings = settings;
        try {
            mongoUri = settings.find(Setting.MONGODB_URI).orElseGet(this::embeddedMongo);
            mongo = opened(mongoClient(mongoUri));
            if (!withQueues) {
                sqs = null;
                sqsAddress = "";
                return;
            }
            URI endpoint = settings.find(Setting.SQS_ENDPOINT)
                    .map(URI::create)
                    .orElseGet(() -> usesAmazon(settings, environment) ? null : embeddedSqs());
            sqsAddress = endpoint == null ? "Amazon SQS" : endpoint.toString();
            sqs = opened(sqsClient(endpoint, environment));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Reads and writes on the primary, acknowledged by a majority: no read that could be rolled back. */
    public MongoDatabase database() {
        return mongo.getDatabase(settings.text(Setting.MONGODB_DATABASE));
    }

    /** What the client of MongoDB has asked for. */
    public MongoCosts mongoCosts() {
        return mongoCosts;
    }

    /** Whether there is a client of SQS. */
    public boolean hasSqs() {
        return sqs != null;
    }

    public SqsClient sqs() {
        if (sqs == null) {
            throw new IllegalStateException("it is not known which SQS the running system uses");
        }
        return sqs;
    }

    /** The address of MongoDB with user and password, for clients. */
    public String mongoUri() {
        return mongoUri;
    }

    /** The hosts of MongoDB, for people: without user and password. */
    public String mongoAddress() {
        return "mongodb://" + String.join(",", new ConnectionString(mongoUri).getHosts());
    }

    /** The address of SQS, for people. */
    public String sqsAddress() {
        return sqsAddress;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("a server or its client did not close cleanly", e);
            }
        }
    }

    private String embeddedMongo() {
        return embedded(
                Setting.MONGODB_URI, () -> opened(new EmbeddedMongo(settings.number(Setting.EMBEDDED_MONGODB_PORT)))
                        .uri());
    }

    private URI embeddedSqs() {
        return embedded(Setting.SQS_ENDPOINT, () -> opened(new EmbeddedSqs(settings.number(Setting.EMBEDDED_SQS_PORT)))
                .endpoint());
    }

    /** A production image leaves the embedded servers out; then the address has to be set. */
    private static <T> T embedded(Setting address, Supplier<T> start) {
        try {
            return start.get();
        } catch (NoClassDefFoundError e) {
            throw new ConfigurationException(
                    address.key() + " is not set, and this installation has no embedded server: set "
                            + address.environmentName() + " or " + address.key() + " in application.properties",
                    e);
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    private MongoClient mongoClient(String uri) {
        return MongoClients.create(MongoClientSettings.builder(mongoSettings(uri))
                .addCommandListener(mongoCosts)
                .build());
    }

    /** Ours, overruled by what the address says. */
    static MongoClientSettings mongoSettings(String uri) {
        ConnectionString address;
        try {
            address = new ConnectionString(uri);
        } catch (IllegalArgumentException e) {
            // The address may hold a password: it is not repeated.
            throw new ConfigurationException(Setting.MONGODB_URI.key()
                    + " is no address of MongoDB, such as mongodb://user:password@host:27017; it is not shown"
                    + " because of the password, in which / : @ and % have to be written as %2F %3A %40 %25");
        }
        return MongoClientSettings.builder()
                .applyToSocketSettings(socket -> socket.readTimeout(ANSWER_SECONDS, TimeUnit.SECONDS))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(10, TimeUnit.SECONDS))
                // What fails is done again by us, from reading on; a retry below would need sessions (I8).
                .retryWrites(false)
                .readPreference(ReadPreference.primary())
                .readConcern(ReadConcern.MAJORITY)
                .writeConcern(WriteConcern.MAJORITY)
                .codecRegistry(PlainDocuments.registry())
                .applyConnectionString(address)
                .build();
    }

    private SqsClient sqsClient(@Nullable URI endpoint, Map<String, String> environment) {
        SqsClientBuilder builder =
                SqsClient.builder().httpClientBuilder(ApacheHttpClient.builder().maxConnections(CONNECTIONS));
        settings.find(Setting.SQS_REGION).map(Region::of).ifPresent(builder::region);
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
            if (settings.find(Setting.SQS_REGION).isEmpty()) {
                builder.region(Region.EU_WEST_1);
            }
            if (!environment.containsKey("AWS_ACCESS_KEY_ID")) {
                // A server of one's own wants a signature, whoever signs.
                builder.credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("tributary", "tributary")));
            }
        }
        return builder.build();
    }

    /** Whether something in the environment says that Amazon's SQS is meant. */
    private static boolean usesAmazon(Settings settings, Map<String, String> environment) {
        return settings.find(Setting.SQS_REGION).isPresent()
                || environment.containsKey("AWS_ACCESS_KEY_ID")
                || environment.containsKey("AWS_PROFILE")
                || environment.containsKey("AWS_WEB_IDENTITY_TOKEN_FILE")
                || environment.containsKey("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    }
}
