package io.tributary.benchmark;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The limit of the drivers: messages packed as Tributary packs them, batch requests and bulk writes in plain loops, and nothing else. No
 * casts, no versions, no guards, no rejected rows, no books, no notifications, no retries: what it leaves out is what the others cost.
 *
 * @param index whether its collection has the secondary index without which a view could not find the orders of a customer
 */
record BareLoop(String name, boolean index) implements Contestant {

    private static final int PER_REQUEST = 10;

    /** Few at a time, so that both threads end together: a message is a thousand rows, and requests cost next to nothing beside them. */
    private static final int RECEIVED = 3;

    /** With the index that Tributary's projection has, too: to be joinable costs an index. */
    static BareLoop indexed() {
        return new BareLoop("bare loop", true);
    }

    static BareLoop withoutIndex() {
        return new BareLoop("bare loop, no index", false);
    }

    private static int threads() {
        return TributaryContestant.consumers();
    }

    @Override
    public String settings() {
        return "columns once and rows as arrays in gzip JSON, up to " + BareMessages.MAX_ROWS + " rows or "
                + BareMessages.MAX_BYTES + " bytes in a message, " + PER_REQUEST
                + " messages a send and " + RECEIVED
                + " a receive, each message one unordered bulk of replaceOne upserts by `_id`, deleted after it; "
                + "consumer threads: " + threads()
                + (index ? "; secondary index on the customer's number" : "; no secondary index");
    }

    @Override
    public String lacks() {
        return "no casts, no rejected rows, no guards (an older message overwrites a newer row), no deletes, no notifications, no"
                + " books, no retries" + (index ? "" : "; no view could find its orders");
    }

    @Override
    public Document expected(OrderRow row) {
        return row.document();
    }

    @Override
    public Running start(Lane lane) {
        String queue = lane.id() + "-orders";
        MongoCollection<Document> collection = lane.database().getCollection("orders");
        if (index) {
            collection.createIndex(Indexes.ascending("CUST_ID"));
        }
        Loop loop = new Loop(
                lane.sqs(), lane.sqs().createQueue(r -> r.queueName(queue)).queueUrl(), queue, collection);
        loop.release();
        return loop;
    }

    private static final class Loop implements Running {

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
            try (BareMessages messages = new BareMessages(sqs, url, PER_REQUEST)) {
                messages.addAll(csv);
            }
        }

        @Override
        public void awaitSent() {
            // It sends in the thread that feeds it.
        }

        @Override
        public void release() {
            consuming = true;
            for (int i = 0; i < threads(); i++) {
                Thread consumer = new Thread(this::consume, "bare-loop-" + i);
                consumers.add(consumer);
                consumer.start();
            }
        }

        private void consume() {
            while (consuming) {
                List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(url)
                                .maxNumberOfMessages(RECEIVED)
                                .waitTimeSeconds((int) Lane.WAIT_TIME.toSeconds()))
                        .messages();
                messages.forEach(this::write);
                delete(messages);
            }
        }

        private void write(Message message) {
            List<ReplaceOneModel<Document>> writes = new ArrayList<>(BareMessages.MAX_ROWS);
            for (Document document : BareMessages.read(message.body())) {
                writes.add(new ReplaceOneModel<>(
                        Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)));
            }
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
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
