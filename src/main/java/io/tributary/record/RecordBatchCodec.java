package io.tributary.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Record batches as the text of one message, and back. Two forms are read: the record batch that our agents write, plain or
 * gzip and Base64, and one plain JSON object of any producer, which is one upsert.
 *
 * <p>The text holds only what XML allows, as SQS demands, whatever the values hold: what is not allowed travels as a JSON
 * escape. Numbers come back as Long, or as BigDecimal where they have a fraction or an exponent or are beyond long;
 * {@code readAt} comes back in milliseconds.
 *
 * <p>Used by many threads at once.
 */
public final class RecordBatchCodec {

    /** Columns of a record batch, and fields of a plain JSON object. */
    public static final int MAX_COLUMNS = JsonValues.MAX_NAMES;

    /** The source of a plain JSON object, whoever sent it. */
    public static final String PLAIN_SOURCE = "message";

    private final int maxDecompressedBytes;
    private final JsonValues json;
    private final RecordBatchWriter writer;
    private final RecordBatchReader reader;

    /**
     * A codec with one limit for both ways.
     *
     * @param maxDecompressedBytes the JSON text of one message as UTF-8, in bytes, before it is compressed; decoding stops there, so
     *     that a small message cannot fill the memory
     */
    public RecordBatchCodec(int maxDecompressedBytes) {
        if (maxDecompressedBytes < 1_024) {
            throw new IllegalArgumentException(
                    "maxDecompressedBytes is " + maxDecompressedBytes + "; at least 1024 would be right");
        }
        this.maxDecompressedBytes = maxDecompressedBytes;
        this.json = new JsonValues(maxDecompressedBytes);
        this.writer = new RecordBatchWriter(json);
        this.reader = new RecordBatchReader(json);
    }

    /**
     * The text of one message, compressed where that is smaller.
     *
     * @throws IllegalArgumentException if a value is of a type that a batch cannot hold, or if the batch is beyond the limit
     */
    public String encode(RecordBatch batch) {
        byte[] text = writer.write(batch);
        if (text.length > maxDecompressedBytes) {
            throw new IllegalArgumentException("a batch of " + batch.size() + " rows of " + batch.topic() + " has "
                    + text.length + " bytes of text; at most " + maxDecompressedBytes + " can be read again");
        }
        return PackedText.pack(text);
    }

    /**
     * Reads one message.
     *
     * @param body the text of the message
     * @param topic the topic whose queue it came from; a batch of another topic is refused
     * @param sentAt when it was sent: the read sequence of a plain object
     * @throws MessageFormatException if it is neither a record batch nor one JSON object, or is beyond a limit
     */
    public RecordBatch decode(String body, String topic, Instant sentAt) throws MessageFormatException {
        try {
            return decodeText(body, topic, sentAt);
        } catch (StreamConstraintsException e) {
            throw new MessageFormatException("the message is beyond a limit: " + JsonValues.limit(e), e);
        } catch (JsonProcessingException e) {
            throw new MessageFormatException("the message is no JSON that can be read: " + JsonValues.reason(e), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new MessageFormatException("the message cannot be decompressed: " + e.getMessage(), e);
        }
    }

    private RecordBatch decodeText(String body, String topic, Instant sentAt)
            throws IOException, MessageFormatException {
        Map<String, @Nullable Object> members;
        try (JsonParser parser = open(body)) {
            requireObject(parser);
            if (RecordBatchReader.MARK.equals(parser.nextFieldName())) {
                return reader.read(parser, topic);
            }
            members = json.members(parser);
            json.requireEnd(parser);
        }
        if (!members.containsKey(RecordBatchReader.MARK)) {
            return plainObject(members, topic, sentAt);
        }
        // A record batch that something on its way has written anew with its members in another order.
        try (JsonParser again = open(body)) {
            requireObject(again);
            again.nextFieldName();
            return reader.read(again, topic);
        }
    }

    private static void requireObject(JsonParser parser) throws IOException, MessageFormatException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new MessageFormatException(
                    "the message holds " + describe(first) + "; a record batch or one JSON object would be right");
        }
    }

    private static String describe(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_NULL -> "null";
            default -> "a boolean";
        };
    }

    /**
     * A plain object as the record batch that it was decoded to, so that it can be sent again: under another message's id and time it
     * stays the record, with the version, that it was. Any other batch stays as it is.
     *
     * @param messageId the id of the message that it came as; it becomes the batch's place
     */
    public static RecordBatch resendable(RecordBatch batch, String messageId) {
        if (!batch.source().equals(PLAIN_SOURCE) || !batch.place().isEmpty() || batch.replay() != null) {
            return batch;
        }
        return new RecordBatch(
                batch.topic(),
                batch.source(),
                messageId,
                batch.readAt(),
                batch.firstSequence(),
                batch.columns(),
                batch.rows(),
                batch.deletes(),
                batch.lines(),
                batch.unreadable());
    }

    private static RecordBatch plainObject(Map<String, @Nullable Object> members, String topic, Instant sentAt) {
        List<@Nullable Object[]> rows = new ArrayList<>(1);
        rows.add(members.values().toArray());
        long sequence = ChronoUnit.MICROS.between(Instant.EPOCH, sentAt);
        return new RecordBatch(
                topic,
                PLAIN_SOURCE,
                "",
                sentAt,
                sequence,
                List.copyOf(members.keySet()),
                Collections.unmodifiableList(rows),
                new BitSet(),
                null,
                Map.of());
    }

    private JsonParser open(String body) throws IOException, MessageFormatException {
        String tooLarge = BoundedInput.tooLarge(maxDecompressedBytes);
        return PackedText.isPacked(body)
                ? json.parser(PackedText.unpack(body, maxDecompressedBytes, tooLarge))
                : json.parser(PackedText.bounded(body, maxDecompressedBytes, tooLarge));
    }
}
