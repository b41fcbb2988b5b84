package io.tributary.bounds;

import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** The far end of an agent: the queue of its topic. */
final class Topic {

    private final Site site;
    private final String topic;
    private final RecordBatchCodec codec = new RecordBatchCodec(16 << 20);

    Topic(Site site, String topic) {
        this.site = site;
        this.topic = topic;
    }

    /** Looks at one row of a record batch. */
    @FunctionalInterface
    interface RowCheck {
        void check(RecordBatch batch, int row);
    }

    /** Takes every message off the queue and shows every row once; ten messages are in memory, and no more. */
    void takeAll(RowCheck check) throws Exception {
        String queue = site.names().topicQueue(topic);
        String url = site.queues().url(queue);
        while (true) {
            List<Message> received = site.sqs()
                    .receiveMessage(request ->
                            request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0))
                    .messages();
            if (received.isEmpty() && site.messages(queue) == 0) {
                return;
            }
            for (Message message : received) {
                RecordBatch batch = codec.decode(message.body(), topic, Instant.now());
                for (int row = 0; row < batch.size(); row++) {
                    check.check(batch, row);
                }
            }
            delete(url, received);
        }
    }

    private void delete(String url, List<Message> received) {
        if (!received.isEmpty()) {
            site.sqs().deleteMessageBatch(request -> request.queueUrl(url)
                    .entries(received.stream()
                            .map(message -> DeleteMessageBatchRequestEntry.builder()
                                    .id(message.messageId())
                                    .receiptHandle(message.receiptHandle())
                                    .build())
                            .toList()));
        }
    }
}
