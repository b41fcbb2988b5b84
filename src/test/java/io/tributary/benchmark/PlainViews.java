package io.tributary.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import io.tributary.runtime.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The contestants without Tributary: threads that receive the same triggers, make the views of their keys in the contestant's way, and
 * delete the message. One message a receive, so that the threads share the work to the end.
 *
 * @param maker makes views of keys
 */
record PlainViews(String name, String settings, String lacks, Maker maker) implements ViewContestant {

    /** As many builder threads as Tributary has, and as many keys at a time. */
    static final int THREADS = Integer.parseInt(Setting.VIEWS_CONSUMERS.defaultValue());

    static final int CHUNK = Integer.parseInt(Setting.VIEWS_CHUNK.defaultValue());

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Makes the views of keys, of at most {@link #CHUNK} at a time, and writes them. */
    @FunctionalInterface
    interface Maker {
        void make(PlainCompany company, List<Long> keys, MongoCollection<Document> views);
    }

    @Override
    public Running start(CustomerSite site, String id) throws Exception {
        Loop loop = new Loop(site, id);
        loop.release();
        return loop;
    }

    private final class Loop implements Running {

        private final CustomerSite site;
        private final PlainCompany company;
        private final String queue;
        private final String url;
        private final MongoCollection<Document> views;
        private final List<Thread> consumers = new ArrayList<>();
        private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
        private volatile boolean consuming;

        Loop(CustomerSite site, String id) {
            this.site = site;
            this.company = site.plain();
            this.queue = site.names().queue(id);
            this.url = site.queues().url(queue);
            this.views = company.database().getCollection("views-" + id);
        }

        @Override
        public String queue() {
            return queue;
        }

        @Override
        public MongoCollection<Document> views() {
            return views;
        }

        @Override
        public void release() {
            consuming = true;
            for (int i = 0; i < THREADS; i++) {
                Thread consumer = new Thread(this::consume, name + "-" + i);
                consumers.add(consumer);
                consumer.start();
            }
        }

        private void consume() {
            try {
                while (consuming) {
                    for (Message message : site.sqs()
                            .receiveMessage(r -> r.queueUrl(url).waitTimeSeconds((int) Lane.WAIT_TIME.toSeconds()))
                            .messages()) {
                        List<Long> keys = keys(message.body());
                        for (int i = 0; i < keys.size(); i += CHUNK) {
                            maker.make(company, keys.subList(i, Math.min(keys.size(), i + CHUNK)), views);
                        }
                        site.sqs().deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
                    }
                }
            } catch (RuntimeException e) {
                failure.set(e);
                // The run would wait for ever for what is on the queue.
                site.sqs().purgeQueue(r -> r.queueUrl(url));
                throw e;
            }
        }

        private static List<Long> keys(String body) {
            try {
                List<Long> keys = new ArrayList<>();
                for (JsonNode key : JSON.readTree(body).get("keys")) {
                    keys.add(Long.valueOf(key.get(0).asText()));
                }
                return keys;
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("no trigger: " + body, e);
            }
        }

        @Override
        public void hold() throws InterruptedException {
            consuming = false;
            for (Thread consumer : consumers) {
                consumer.join();
            }
            consumers.clear();
            if (failure.get() != null) {
                throw failure.get();
            }
        }

        @Override
        public void close() throws InterruptedException {
            consuming = false;
            for (Thread consumer : consumers) {
                consumer.join();
            }
            views.drop();
            String delete = url;
            site.sqs().deleteQueue(r -> r.queueUrl(delete));
            site.queues().forget(queue);
        }
    }
}
