package io.tributary.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The messages of the bare loop: {@code [columns, row, row, ...]} as gzip and Base64, written and read without detours. */
final class BareMessages implements AutoCloseable {

    static final int MAX_ROWS = 1_000;
    static final int MAX_BYTES = 60_000;

    private static final JsonFactory JSON = new JsonFactory();

    /** A little below the limit, so that few messages come out too large and are halved. */
    private static final double AIM = 0.95;

    private final SqsClient sqs;
    private final String url;
    private final int perRequest;
    private final List<SendMessageBatchRequestEntry> request = new ArrayList<>();
    private int target = MAX_ROWS;

    BareMessages(SqsClient sqs, String url, int perRequest) {
        this.sqs = sqs;
        this.url = url;
        this.perRequest = perRequest;
    }

    /** Sends all rows of a file; the last of them when this is closed. */
    void addAll(Path csv) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            Iterator<CsvRecord> records = reader.iterator();
            List<String> columns = records.next().getFields();
            while (records.hasNext()) {
                rows.add(records.next().getFields());
                if (rows.size() >= target) {
                    add(columns, rows);
                    rows.clear();
                }
            }
            if (!rows.isEmpty()) {
                add(columns, rows);
            }
        }
    }

    private void add(List<String> columns, List<List<String>> rows) throws IOException {
        String body = write(columns, rows);
        target = (int) Math.min(MAX_ROWS, AIM * MAX_BYTES * rows.size() / body.length());
        if (body.length() > MAX_BYTES && rows.size() > 1) {
            add(columns, rows.subList(0, rows.size() / 2));
            add(columns, rows.subList(rows.size() / 2, rows.size()));
            return;
        }
        request.add(SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(request.size()))
                .messageBody(body)
                .build());
        if (request.size() == perRequest) {
            send();
        }
    }

    private void send() {
        if (!request.isEmpty()
                && sqs.sendMessageBatch(r -> r.queueUrl(url).entries(request)).hasFailed()) {
            throw new IllegalStateException("SQS refused a message of the bare loop");
        }
        request.clear();
    }

    @Override
    public void close() {
        send();
    }

    private static String write(List<String> columns, List<List<String>> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MAX_BYTES);
        try (JsonGenerator out = JSON.createGenerator(new GZIPOutputStream(bytes))) {
            out.writeStartArray();
            writeRow(out, columns);
            for (List<String> row : rows) {
                writeRow(out, row);
            }
            out.writeEndArray();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void writeRow(JsonGenerator out, List<String> values) throws IOException {
        out.writeStartArray();
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    /** The documents of a message. */
    static List<Document> read(String body) {
        List<Document> documents = new ArrayList<>(MAX_ROWS);
        try (JsonParser in = JSON.createParser(
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(body))))) {
            in.nextToken();
            in.nextToken();
            List<String> columns = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                columns.add(in.getText());
            }
            while (in.nextToken() == JsonToken.START_ARRAY) {
                documents.add(document(columns, in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    private static Document document(List<String> columns, JsonParser in) throws IOException {
        Document document = new Document();
        for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
            String value = in.getText();
            if (i == 0) {
                document.put("_id", value);
            }
            document.put(columns.get(i), value);
        }
        return document;
    }
}
