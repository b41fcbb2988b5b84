package io.tributary.benchmark;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Takes everything out of a queue, ten messages a request, and reads it without the code of any contestant. */
final class QueueContents {

    private static final int PER_REQUEST = 10;

    /** Base64 of gzip's first three bytes. */
    private static final String GZIP = "H4sI";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private QueueContents() {}

    /**
     * Empties the queue.
     *
     * @param columns the columns in whose order the values are given
     * @param rows gets each row's values as text
     */
    static void drain(SqsClient sqs, String queue, List<String> columns, Consumer<List<String>> rows)
            throws IOException {
        String url = sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
        for (List<Message> messages = receive(sqs, url); !messages.isEmpty(); messages = receive(sqs, url)) {
            for (Message message : messages) {
                read(message.body(), columns, rows);
            }
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            messages.forEach(message -> entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .build()));
            sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entries));
        }
    }

    private static List<Message> receive(SqsClient sqs, String url) {
        return sqs.receiveMessage(
                        r -> r.queueUrl(url).maxNumberOfMessages(PER_REQUEST).waitTimeSeconds(0))
                .messages();
    }

    /** One row per message, or columns once and rows as lists; plain, or gzip and Base64. */
    private static void read(String body, List<String> columns, Consumer<List<String>> rows) throws IOException {
        JsonNode message = json(body);
        if (!message.has("rows")) {
            rows.accept(
                    columns.stream().map(column -> text(message.get(column))).toList());
            return;
        }
        List<String> names = new ArrayList<>();
        message.get("columns").forEach(name -> names.add(name.asText()));
        int[] places = columns.stream().mapToInt(names::indexOf).toArray();
        for (JsonNode row : message.get("rows")) {
            List<String> values = new ArrayList<>(places.length);
            for (int place : places) {
                values.add(text(row.get(place)));
            }
            rows.accept(values);
        }
    }

    private static JsonNode json(String body) throws IOException {
        if (!body.startsWith(GZIP)) {
            return JSON.readTree(body);
        }
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(body)))) {
            return JSON.readTree(in);
        }
    }

    private static String text(JsonNode value) {
        return value == null ? "" : value.asText();
    }
}
