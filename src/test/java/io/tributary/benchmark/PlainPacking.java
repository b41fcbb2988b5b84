package io.tributary.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tributary.record.PackedText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The form of Tributary's messages by a plain loop: columns once, rows as lists, gzip and Base64, ten messages a request. How many rows come near to
 * 60,000 bytes it takes from the message before; it does not look again at what came out.
 */
final class PlainPacking {

    static final int MAX_ROWS = 1_000;
    static final int MAX_BYTES = 60_000;

    private static final int PER_REQUEST = 10;

    /** Leaves room for rows that compress worse than those before. */
    private static final double AIM = 0.93;

    private static final JsonFactory JSON = new JsonFactory();

    private final SqsClient sqs;
    private final String url;
    private final List<String> columns;
    private final List<String> bodies = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(MAX_BYTES);
    private JsonGenerator out;
    private int rows;
    private int maxRows = 100;

    PlainPacking(SqsClient sqs, String url, List<String> columns) {
        this.sqs = sqs;
        this.url = url;
        this.columns = columns;
    }

    void add(List<?> values) throws IOException {
        if (out == null) {
            begin();
        }
        out.writeStartArray();
        for (Object value : values) {
            write(value);
        }
        out.writeEndArray();
        if (++rows == maxRows) {
            close();
        }
    }

    /** Sends what is left. */
    void flush() throws IOException {
        if (out != null) {
            close();
        }
        send();
    }

    private void begin() throws IOException {
        bytes.reset();
        out = JSON.createGenerator(new GZIPOutputStream(bytes, 8_192) {
            {
                def.setLevel(PackedText.COMPRESSION_LEVEL);
            }
        });
        out.writeStartObject();
        out.writeArrayFieldStart("columns");
        for (String column : columns) {
            out.writeString(column);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("rows");
    }

    private void write(Object value) throws IOException {
        if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else {
            out.writeString(String.valueOf(value));
        }
    }

    private void close() throws IOException {
        out.writeEndArray();
        out.writeEndObject();
        out.close();
        out = null;
        String body = new String(Base64.getEncoder().encode(bytes.toByteArray()), StandardCharsets.ISO_8859_1);
        bodies.add(body);
        maxRows = (int) Math.max(1, Math.min(MAX_ROWS, AIM * MAX_BYTES * rows / body.length()));
        rows = 0;
        if (bodies.size() == PER_REQUEST) {
            send();
        }
    }

    private void send() {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (String body : bodies) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(body)
                    .build());
        }
        if (!entries.isEmpty()
                && sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries)).hasFailed()) {
            throw new IllegalStateException("SQS refused a message of parse and send");
        }
        bodies.clear();
    }
}
