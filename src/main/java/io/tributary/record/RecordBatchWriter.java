package io.tributary.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a record batch as JSON; a member that would say nothing is left out. */
final class RecordBatchWriter {

    /** About what a row takes; a buffer that is too small is copied whenever it grows. */
    private static final int ROW_BYTES = 160;

    private final JsonValues json;

    RecordBatchWriter(JsonValues json) {
        this.json = json;
    }

    byte[] write(RecordBatch batch) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024 + ROW_BYTES * batch.size());
        try (JsonGenerator out = json.generator(bytes)) {
            out.writeStartObject();
            writeHead(out, batch);
            writeRows(out, batch);
            writeDeletes(out, batch);
            writeLines(out, batch);
            writeUnreadable(out, batch);
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "a batch of " + batch.topic() + " cannot be written: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static void writeHead(JsonGenerator out, RecordBatch batch) throws IOException {
        out.writeNumberField(RecordBatchReader.MARK, RecordBatchReader.FORM);
        out.writeStringField("topic", batch.topic());
        if (!batch.source().isEmpty()) {
            out.writeStringField("source", batch.source());
        }
        if (!batch.place().isEmpty()) {
            out.writeStringField("place", batch.place());
        }
        out.writeNumberField("readAt", batch.readAt().toEpochMilli());
        out.writeNumberField("sequence", batch.firstSequence());
        Replay replay = batch.replay();
        if (replay != null) {
            out.writeObjectFieldStart("replay");
            out.writeStringField("projection", replay.projection());
            out.writeStringField("origin", replay.origin());
            out.writeNumberField("attempt", replay.attempt());
            if (replay.until() != null) {
                out.writeNumberField("until", replay.until().toEpochMilli());
            }
            out.writeEndObject();
        }
        out.writeArrayFieldStart("columns");
        for (String column : batch.columns()) {
            out.writeString(column);
        }
        out.writeEndArray();
    }

    private void writeRows(JsonGenerator out, RecordBatch batch) throws IOException {
        out.writeArrayFieldStart("rows");
        for (int i = 0; i < batch.size(); i++) {
            @Nullable Object[] row = batch.rows().get(i);
            if (row.length != batch.columns().size() && !batch.unreadable().containsKey(i)) {
                throw new IllegalArgumentException("row " + i + " of a batch of " + batch.topic() + " has " + row.length
                        + " values; " + batch.columns().size() + " would be right, one for each column");
            }
            out.writeStartArray();
            for (Object value : row) {
                json.write(out, value);
            }
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    private static void writeDeletes(JsonGenerator out, RecordBatch batch) throws IOException {
        if (batch.deletes().isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("deletes");
        for (int row : batch.deletes().stream().toArray()) {
            out.writeNumber(row);
        }
        out.writeEndArray();
    }

    /** The first line, then the steps: mostly ones, which compress to nothing. */
    private static void writeLines(JsonGenerator out, RecordBatch batch) throws IOException {
        int[] lines = batch.lines();
        if (lines == null) {
            return;
        }
        out.writeArrayFieldStart("lines");
        int before = 0;
        for (int line : lines) {
            out.writeNumber(line - before);
            before = line;
        }
        out.writeEndArray();
    }

    private static void writeUnreadable(JsonGenerator out, RecordBatch batch) throws IOException {
        if (batch.unreadable().isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("unreadable");
        for (Map.Entry<Integer, String> row : batch.unreadable().entrySet()) {
            out.writeStringField(row.getKey().toString(), row.getValue());
        }
        out.writeEndObject();
    }
}
