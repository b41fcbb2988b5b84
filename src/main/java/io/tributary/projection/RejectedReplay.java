package io.tributary.projection;

import io.tributary.cast.RejectedRecord.Cause;
import io.tributary.definition.Definitions;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.queue.MessageSender;
import io.tributary.queue.SendFailedException;
import io.tributary.record.Names;
import io.tributary.record.RecordBatchCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends rejected records to their topics again. It removes nothing: a record stays rejected until an updater has written it, so
 * nothing is lost whoever dies when, and a record that is sent twice is the same record.
 */
public final class RejectedReplay {

    /** What SQS takes as one message. Bodies near it are compressed, which is ASCII: a character is a byte. */
    private static final int LARGEST_BODY = 1_048_576;

    private final RejectedArchive archive;
    private final Definitions definitions;
    private final Names names;
    private final RecordBatchCodec codec;
    private final MessageSender sender;
    private final Duration keep;
    private final Clock clock;

    /**
     * A replay.
     *
     * @param keep how long tombstones are kept: a record that was read earlier may be of a row that was deleted since
     */
    public RejectedReplay(
            RejectedArchive archive,
            Definitions definitions,
            Names names,
            RecordBatchCodec codec,
            MessageSender sender,
            Duration keep,
            Clock clock) {
        this.archive = archive;
        this.definitions = definitions;
        this.names = names;
        this.codec = codec;
        this.sender = sender;
        this.keep = keep;
        this.clock = clock;
    }

    /** Why a record is not sent. */
    public enum Skipped {
        UNREADABLE(
                "could not be split into columns: mend the agent or the source, let it be read again, then drop them"),
        WAITING("were sent before and wait in their queue (--again sends them once more)"),
        OLD(
                "were read before the oldest tombstones: a row that was deleted since would come back (--include-old sends them)"),
        UNDEFINED("are of a projection that is not defined, or not of this topic any more"),
        TOO_LARGE("are larger than a message can be");

        private final String meaning;

        Skipped(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
        }
    }

    /** What a replay did. */
    public static final class Result {

        private int sent;
        private final Map<Skipped, Integer> skipped = new LinkedHashMap<>();
        private @Nullable SendFailedException failure;
        private int failed;

        /** Records that are confirmed to be in their queue. */
        public int sent() {
            return sent;
        }

        /** How many were not sent, and why. */
        public Map<Skipped, Integer> skipped() {
            return skipped;
        }

        /** Records that were to be sent and of which the queue has confirmed nothing. */
        public int failed() {
            return failed;
        }

        /** Why the queue did not take them, or null. */
        public @Nullable SendFailedException failure() {
            return failure;
        }

        void skip(Skipped why) {
            skipped.merge(why, 1, Integer::sum);
        }
    }

    /**
     * Sends again.
     *
     * @param again also what was sent before and of which nothing is known yet
     * @param old also what was read before the oldest tombstones
     */
    public Result replay(RejectedFilter filter, boolean again, boolean old) {
        Result result = new Result();
        Instant now = clock.instant();
        archive.forEachPage(filter, page -> {
            if (result.failure != null) {
                result.failed += page.size();
                return;
            }
            List<KeptRecord> sendable = new ArrayList<>();
            for (KeptRecord record : page) {
                Skipped why = skipped(record, again, old, now);
                if (why == null) {
                    sendable.add(record);
                } else {
                    result.skip(why);
                }
            }
            send(sendable, old, now, result);
        });
        return result;
    }

    /** Why a record would not be sent, or null. */
    public @Nullable Skipped skipped(KeptRecord record, boolean again, boolean old, Instant now) {
        ProjectionDefinition projection = definitions.projections().get(record.projection());
        if (projection == null || !projection.topic().equals(record.topic())) {
            return Skipped.UNDEFINED;
        }
        if (record.cause() == Cause.UNREADABLE) {
            return Skipped.UNREADABLE;
        }
        if (!again && record.replayedAt() != null) {
            return Skipped.WAITING;
        }
        return !old && record.readAt().plus(keep).isBefore(now) ? Skipped.OLD : null;
    }

    private void send(List<KeptRecord> records, boolean old, Instant now, Result result) {
        Map<String, List<Body>> byQueue = new LinkedHashMap<>();
        for (ReplayBatches.Made made : ReplayBatches.of(records, old ? null : keep, now)) {
            String body = encoded(made);
            if (body == null) {
                made.records().forEach(record -> result.skip(Skipped.TOO_LARGE));
            } else {
                byQueue.computeIfAbsent(names.topicQueue(made.batch().topic()), queue -> new ArrayList<>())
                        .add(new Body(body, made.records()));
            }
        }
        byQueue.forEach((queue, bodies) -> send(queue, bodies, result));
    }

    private void send(String queue, List<Body> bodies, Result result) {
        Set<Integer> unconfirmed = new HashSet<>();
        try {
            sender.send(queue, bodies.stream().map(Body::text).toList());
        } catch (SendFailedException e) {
            unconfirmed.addAll(e.unconfirmed());
            result.failure = e;
        }
        for (int i = 0; i < bodies.size(); i++) {
            List<KeptRecord> records = bodies.get(i).records();
            if (unconfirmed.contains(i)) {
                result.failed += records.size();
            } else {
                archive.replayed(records);
                result.sent += records.size();
            }
        }
    }

    /** Null if it is beyond what a message may be. */
    private @Nullable String encoded(ReplayBatches.Made made) {
        try {
            String body = codec.encode(made.batch());
            return body.length() > LARGEST_BODY ? null : body;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private record Body(String text, List<KeptRecord> records) {}
}
