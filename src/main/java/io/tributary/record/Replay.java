package io.tributary.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says that the rows of a record batch are rejected records that are sent again, with their own read sequences: they concern the
 * projection that rejected them and no other of their topic.
 *
 * @param projection the projection that rejected them
 * @param origin with the read sequence, what tells the records apart: see {@link #origin(RecordBatch, String)}
 * @param attempt how often they have been sent again, with this time; 1 or more
 * @param until the last moment at which it can be told whether a row was deleted since, because tombstones are kept no longer; null if
 *     somebody has said that it does not matter
 */
public record Replay(
        String projection,
        String origin,
        int attempt,
        @Nullable Instant until) {

    public Replay {
        if (attempt < 1) {
            throw new IllegalArgumentException("a replay is attempt " + attempt + "; the first is 1");
        }
    }

    /**
     * What tells apart records of one read sequence: the source, whose sequences are its own; but all other producers are one source,
     * and may send within the same millisecond, so for them it is the id of the message; of one that was sent again as a record batch,
     * that of the first, which stands as its place.
     */
    public static String origin(RecordBatch batch, String messageId) {
        if (!batch.source().equals(RecordBatchCodec.PLAIN_SOURCE)) {
            return batch.source();
        }
        return batch.place().isEmpty() ? messageId : batch.place();
    }
}
