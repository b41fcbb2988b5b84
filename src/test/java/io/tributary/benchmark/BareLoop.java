package io.tributary.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The limit of the drivers: packed messages, batch requests and bulk writes in plain loops, and nothing else. No casts, no
 * versions, no guards, no rejected rows, no books, no notifications, no retries: what it leaves out is what the others cost.
 */
record BareLoop(int threads) implements Contestant {

    private static final int ROWS_PER_MESSAGE = 500;
    private static final int PER_REQUEST = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "bare loop";
    }

    @Override
    public String settings() {
        return ROWS_PER_MESSAGE + " rows in a gzip JSON message, " + PER_REQUEST
                + " messages a request, each message one unordered bulk of replaceOne upserts by `_id`; no casts, no guards; "
                + "consumer threads: " + threads;
    }

    @Override
    public Document expected(OrderRow row) {
        return document(row.byColumn());
    }

    @Override
    public Running start(Lane lane) {
        String queue = lane.id() + "-orders";
        Loop loop = new Loop(
                lane.sqs(),
                lane.sqs().createQueue(r -> r.queueName(queue)).queueUrl(),
                queue,
                lane.database().getCollection("orders"));
        loop.release();
        return loop;
    }

    private static Document document(Map<String, String> row) {
        Document document = new Document("_id", row.get("ORDER_ID"));
        document.putAll(row);
        return document;
    }

    private final class Loop implements Running {

        private final SqsClient sqs;
        private final String url;
        private final String queue;
        private final MongoCollection<Document> collection;
        private final List<Thread> consumers = new ArrayList<>();
        private volatile boolean consuming;

        Loop(SqsClient sqs, String url, String queue, MongoCollection<Document> collection) {
            this.sqs = sqs;
            this.url = url;
            this.queue = queue;
            this.collection = collection;
        }

        @Override
        public void feed(Path csv) throws IOException {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            List<Map<String, String>> rows = new ArrayList<>();
            try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
                for (NamedCsvRecord row : reader) {
                    rows.add(row.getFieldsAsMap());
                    if (rows.size() == ROWS_PER_MESSAGE) {
                        entries.add(entry(entries.size(), rows));
                        rows.clear();
                    }
                    if (entries.size() == PER_REQUEST) {
                        send(entries);
                    }
                }
            }
            if (!rows.isEmpty()) {
                entries.add(entry(entries.size(), rows));
            }
            send(entries);
        }

        private SendMessageBatchRequestEntry entry(int number, List<Map<String, String>> rows) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                JSON.writeValue(out, rows);
            }
            return SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(number))
                    .messageBody(Base64.getEncoder().encodeToString(bytes.toByteArray()))
                    .build();
        }

        private void send(List<SendMessageBatchRequestEntry> entries) {
            if (!entries.isEmpty()
                    && sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries))
                            .hasFailed()) {
                throw new IllegalStateException("SQS refused a message of the bare loop");
            }
            entries.clear();
        }

        @Override
        public void awaitSent() {
            // It sends in the thread that feeds it.
        }

        @Override
        public void release() {
            consuming = true;
            for (int i = 0; i < threads; i++) {
                Thread consumer = new Thread(this::consume, "bare-loop-" + i);
                consumers.add(consumer);
                consumer.start();
            }
        }

        private void consume() {
            while (consuming) {
                List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(url)
                                .maxNumberOfMessages(PER_REQUEST)
                                .waitTimeSeconds((int) Lane.WAIT_TIME.toSeconds()))
                        .messages();
                messages.forEach(this::write);
                delete(messages);
            }
        }

        private void write(Message message) {
            List<ReplaceOneModel<Document>> writes = new ArrayList<>();
            for (Map<String, String> row : unpack(message.body())) {
                Document document = document(row);
                writes.add(new ReplaceOneModel<>(
                        Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)));
            }
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        }

        @SuppressWarnings("unchecked")
        private static List<Map<String, String>> unpack(String body) {
            try (GZIPInputStream in = new GZIPInputStream(
                    new ByteArrayInputStream(Base64.getDecoder().decode(body)))) {
                return JSON.readValue(in, List.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void delete(List<Message> messages) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : messages) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            if (!entries.isEmpty()) {
                sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entries));
            }
        }

        @Override
        public void hold() throws InterruptedException {
            consuming = false;
            for (Thread consumer : consumers) {
                consumer.join();
            }
            consumers.clear();
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
        public void close() throws InterruptedException {
            hold();
        }
    }
}
