package io.tributary.benchmark;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.tributary.runtime.MongoCosts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The two servers that all contestants use, each in another process than theirs. */
final class Engines implements AutoCloseable {

    private final String mongoUri;
    private final URI sqsEndpoint;
    private final String mongoName;
    private final String sqsName;
    private final Process child;
    private final Deque<AutoCloseable> closedFirst = new ArrayDeque<>();

    private Engines(String mongoUri, URI sqsEndpoint, String mongoName, String sqsName, Process child) {
        this.mongoUri = mongoUri;
        this.sqsEndpoint = sqsEndpoint;
        this.mongoName = mongoName;
        this.sqsName = sqsName;
        this.child = child;
    }

    /**
     * Starts the embedded servers, and uses them where no address is given.
     *
     * @param mongoUri an address of MongoDB, or empty
     * @param sqsEndpoint an address of an SQS-compatible server, or empty
     */
    static Engines start(String mongoUri, String sqsEndpoint) throws IOException {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1500m",
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineProcess.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] embedded = addresses(child);
        return new Engines(
                mongoUri.isEmpty() ? embedded[0] : mongoUri,
                URI.create(sqsEndpoint.isEmpty() ? embedded[1] : sqsEndpoint),
                mongoUri.isEmpty() ? "mongo-java-server (embedded)" : "MongoDB-compatible server of MONGODB_URI",
                sqsEndpoint.isEmpty() ? "ElasticMQ (embedded)" : "SQS-compatible server of --sqs-endpoint",
                child);
    }

    private static String[] addresses(Process child) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(EngineProcess.MARK)) {
                return line.substring(EngineProcess.MARK.length()).split(" ");
            }
        }
        throw new IOException("the process of the embedded servers ended before it told its addresses");
    }

    String mongoUri() {
        return mongoUri;
    }

    URI sqsEndpoint() {
        return sqsEndpoint;
    }

    /** What they are, for the report. */
    String describe() {
        try (MongoClient mongo = mongo()) {
            String version = mongo.getDatabase("admin")
                    .runCommand(new org.bson.Document("buildInfo", 1))
                    .getString("version");
            return mongoName + ", which says that it is version " + version + "; " + sqsName
                    + "; both in processes of their own on this machine's cores";
        }
    }

    /** A client like Tributary's own: writes are acknowledged by a majority. */
    MongoClient mongo() {
        return mongo(new MongoCosts());
    }

    /** As {@link #mongo()}, with what it asks for counted. */
    MongoClient mongo(MongoCosts costs) {
        return MongoClients.create(MongoClientSettings.builder()
                .retryWrites(false)
                .writeConcern(WriteConcern.MAJORITY)
                .addCommandListener(costs)
                .applyConnectionString(new ConnectionString(mongoUri))
                .build());
    }

    SqsClient sqs() {
        return SqsClient.builder()
                .endpointOverride(sqsEndpoint)
                .region(Region.EU_WEST_1)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(50))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
                .build();
    }

    /** Closes what several runs share before the servers end. */
    <T extends AutoCloseable> T closingFirst(T shared) {
        closedFirst.push(shared);
        return shared;
    }

    @Override
    public void close() throws Exception {
        while (!closedFirst.isEmpty()) {
            closedFirst.pop().close();
        }
        child.getOutputStream().close();
        try {
            if (!child.waitFor(15, TimeUnit.SECONDS)) {
                child.destroyForcibly();
            }
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
