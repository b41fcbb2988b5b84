package io.tributary.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import io.awspring.cloud.sqs.listener.ListenerMode;
import io.awspring.cloud.sqs.listener.MessageListener;
import io.awspring.cloud.sqs.listener.SqsMessageListenerContainer;
import io.awspring.cloud.sqs.listener.acknowledgement.handler.AcknowledgementMode;
import io.awspring.cloud.sqs.operations.SqsTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Spring Cloud AWS and Spring Data MongoDB as their references have it for throughput: batches are sent, a batch listener gets as many
 * messages at a time as the container puts together from several polls, {@code BulkOperations} write them, and what was handled is
 * acknowledged in batches.
 */
public final class SpringContestant implements Contestant {

    private static final int PER_REQUEST = 10;
    private static final int PER_LISTENER = 100;
    private static final int LISTENERS = 4;

    /** Its default of a second would be timed at the end of every run. */
    private static final Duration ACKNOWLEDGEMENT_INTERVAL = Duration.ofMillis(100);

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "Spring";
    }

    @Override
    public String settings() {
        return "Spring Cloud AWS: one JSON message per row, SqsTemplate.sendMany by " + PER_REQUEST
                + ", a listener container in batch mode, maxMessagesPerPoll=" + PER_LISTENER
                + ", maxConcurrentMessages="
                + LISTENERS * PER_LISTENER
                + ", acknowledgement on success in the container's batches of 10 or after "
                + ACKNOWLEDGEMENT_INTERVAL.toMillis() + " ms, the asynchronous client's defaults;"
                + " Spring Data MongoDB: BulkOperations, unordered, replaceOne with upsert; no secondary index";
    }

    @Override
    public String lacks() {
        return "no casts, no rejected rows (one bad row fails its whole batch), no guards (an older message overwrites a newer row), no"
                + " deletes, no notifications, no books; no reading of files";
    }

    @Override
    public int rows() {
        // Twice those of the other one that sends row by row: the end of its last poll and its last acknowledgement
        // take a second.
        return 20_000;
    }

    @Override
    public Set<Work> work() {
        return EnumSet.complementOf(EnumSet.of(Work.FILE_NEW));
    }

    @Override
    public Document expected(OrderRow row) {
        return row.document();
    }

    @Override
    public Running start(Lane lane) {
        String queue = lane.id() + "-orders";
        lane.sqs().createQueue(r -> r.queueName(queue));
        Application application = new Application(lane, queue);
        application.release();
        return application;
    }

    private static final class Application implements Running {

        private final String queue;
        private final SqsAsyncClient sqs;
        private final SqsTemplate template;
        private final SqsMessageListenerContainer<Object> container;

        Application(Lane lane, String queue) {
            this.queue = queue;
            this.sqs = SqsAsyncClient.builder()
                    .endpointOverride(lane.engines().sqsEndpoint())
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench")))
                    .build();
            this.template = SqsTemplate.newTemplate(sqs);
            MongoTemplate mongo =
                    new MongoTemplate(lane.mongo(), lane.database().getName());
            this.container = SqsMessageListenerContainerFactory.builder()
                    .configure(options -> options.listenerMode(ListenerMode.BATCH)
                            .maxMessagesPerPoll(PER_LISTENER)
                            .maxConcurrentMessages(LISTENERS * PER_LISTENER)
                            .pollTimeout(Lane.WAIT_TIME)
                            .acknowledgementInterval(ACKNOWLEDGEMENT_INTERVAL)
                            .acknowledgementMode(AcknowledgementMode.ON_SUCCESS))
                    .messageListener(new Writer(mongo))
                    .sqsAsyncClient(sqs)
                    .build()
                    .createContainer(queue);
        }

        @Override
        public void feed(Path csv) throws IOException {
            try (Stream<String> lines = Files.lines(csv)) {
                List<Message<String>> request = new ArrayList<>();
                lines.skip(1).forEach(line -> {
                    request.add(MessageBuilder.withPayload(json(line)).build());
                    if (request.size() == PER_REQUEST) {
                        template.sendMany(queue, request);
                        request.clear();
                    }
                });
                if (!request.isEmpty()) {
                    template.sendMany(queue, request);
                }
            }
        }

        private static String json(String line) {
            try {
                return JSON.writeValueAsString(CsvLines.map(line));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void awaitSent() {
            // It sends in the thread that feeds it.
        }

        @Override
        public void hold() {
            container.stop();
        }

        @Override
        public void release() {
            container.start();
        }

        @Override
        public String queue() {
            return queue;
        }

        @Override
        public String collection() {
            return "orders";
        }

        @Override
        public void close() {
            container.stop();
            sqs.close();
        }
    }

    /** The listener. */
    private record Writer(MongoTemplate mongo) implements MessageListener<Object> {

        @Override
        public void onMessage(Message<Object> message) {
            onMessage(List.of(message));
        }

        @Override
        public void onMessage(Collection<Message<Object>> messages) {
            BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, "orders");
            for (Message<Object> message : messages) {
                Document document = document((String) message.getPayload());
                bulk.replaceOne(
                        Query.query(Criteria.where("_id").is(document.get("_id"))),
                        document,
                        FindAndReplaceOptions.options().upsert());
            }
            bulk.execute();
        }

        private static Document document(String json) {
            try {
                return JSON.readValue(json, Document.class);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
