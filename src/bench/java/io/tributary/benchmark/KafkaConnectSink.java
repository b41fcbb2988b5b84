package io.tributary.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/**
 * MongoDB's own sink connector on a local broker: another queue than SQS, and the nearest ready-made thing to a projection updater. Its
 * clock is that of the others: all rows are in the topic when the connector is resumed, and it stops with the last row in the database.
 */
public final class KafkaConnectSink implements Contestant {

    static final int PER_POLL = 1_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "Kafka Connect sink";
    }

    @Override
    public String settings() {
        return "a broker of one node and a stand-alone worker on this machine, each a process of its own; one JSON message per row"
                + " (JsonConverter without schemas) in a topic of " + tasks() + " partitions, " + tasks() + " tasks, "
                + PER_POLL
                + " rows a poll; ProvidedInValueStrategy for `_id`, ReplaceOneDefaultStrategy (upserts), unordered bulks,"
                + " majority writes; no secondary index; CPU time is the worker's";
    }

    @Override
    public String lacks() {
        return "no casts, no rejected rows, no guards (an older message overwrites a newer row if they are not in one partition in"
                + " order), no notifications, no books; no reading of files; a broker to run, where SQS is a service";
    }

    @Override
    public Set<Work> work() {
        return Set.of(Work.QUEUE_NEW, Work.QUEUE_CHANGED);
    }

    @Override
    public Document expected(OrderRow row) {
        return row.document();
    }

    private static int tasks() {
        return TributaryContestant.consumers();
    }

    @Override
    public Running start(Lane lane) throws Exception {
        KafkaProcesses kafka = KafkaProcesses.running();
        String topic = lane.id() + "-orders";
        try (Admin admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, tasks(), (short) 1)))
                    .all()
                    .get();
        }
        kafka.rest().create(topic, config(lane, topic), tasks());
        return new Sink(lane, kafka, topic);
    }

    private static Map<String, String> config(Lane lane, String topic) {
        String uri = lane.engines().mongoUri();
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "com.mongodb.kafka.connect.MongoSinkConnector");
        config.put("tasks.max", Integer.toString(tasks()));
        config.put("topics", topic);
        config.put(
                "connection.uri",
                uri + (uri.contains("?") ? "&" : slashed(uri) + "?") + "retryWrites=false&w=majority");
        config.put("database", lane.database().getName());
        config.put("collection", "orders");
        config.put(
                "document.id.strategy", "com.mongodb.kafka.connect.sink.processor.id.strategy.ProvidedInValueStrategy");
        config.put(
                "writemodel.strategy", "com.mongodb.kafka.connect.sink.writemodel.strategy.ReplaceOneDefaultStrategy");
        config.put("bulk.write.ordered", "false");
        config.put("consumer.override.auto.offset.reset", "earliest");
        return config;
    }

    private static String slashed(String uri) {
        return uri.indexOf('/', "mongodb://".length()) < 0 ? "/" : "";
    }

    private static final class Sink implements Running {

        private final KafkaProcesses kafka;
        private final String topic;
        private final MongoCollection<Document> collection;
        private final KafkaProducer<String, String> producer;

        /** The last row of each partition: rows of one are written in their order, so what is before it is there, too, or about to be. */
        private final Map<Integer, Map<String, String>> last = new ConcurrentHashMap<>();

        private final AtomicReference<Exception> refused = new AtomicReference<>();

        Sink(Lane lane, KafkaProcesses kafka, String topic) {
            this.kafka = kafka;
            this.topic = topic;
            this.collection = lane.database().getCollection("orders");
            this.producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            kafka.bootstrap(),
                            ProducerConfig.LINGER_MS_CONFIG,
                            20,
                            ProducerConfig.COMPRESSION_TYPE_CONFIG,
                            "lz4"),
                    new StringSerializer(),
                    new StringSerializer());
        }

        @Override
        public void feed(Path csv) throws IOException {
            try (Stream<String> lines = Files.lines(csv)) {
                for (Iterator<String> each = lines.skip(1).iterator(); each.hasNext(); ) {
                    Map<String, String> row = CsvLines.map(each.next());
                    producer.send(
                            new ProducerRecord<>(topic, row.get("_id"), JSON.writeValueAsString(row)),
                            (sent, failure) -> {
                                if (failure == null) {
                                    last.put(sent.partition(), row);
                                } else {
                                    refused.set(failure);
                                }
                            });
                }
            }
            producer.flush();
            if (refused.get() != null) {
                throw new IllegalStateException("the broker refused a row", refused.get());
            }
        }

        @Override
        public void awaitSent() {
            // It flushes in the thread that feeds it.
        }

        @Override
        public long waiting(Lane lane) {
            return last.values().stream()
                    .filter(row -> collection
                                    .find(Filters.and(
                                            Filters.eq("_id", row.get("_id")),
                                            Filters.eq("UPDATED_AT", row.get("UPDATED_AT"))))
                                    .first()
                            == null)
                    .count();
        }

        @Override
        public void hold() throws IOException, InterruptedException {
            kafka.rest().pause(topic, tasks());
        }

        @Override
        public void release() throws IOException, InterruptedException {
            kafka.rest().resume(topic);
        }

        @Override
        public long cpuNanos() {
            return kafka.cpuNanos();
        }

        @Override
        public String queue() {
            return topic;
        }

        @Override
        public String collection() {
            return "orders";
        }

        @Override
        public void close() throws IOException, InterruptedException {
            producer.close();
            kafka.rest().delete(topic);
        }
    }
}
