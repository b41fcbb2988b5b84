package io.tributary.projection;

import io.tributary.cast.CastBatch;
import io.tributary.cast.CastRecord;
import io.tributary.cast.Caster;
import io.tributary.cast.RejectedRecord;
import io.tributary.queue.Halving;
import io.tributary.queue.ReceivedMessage;
import io.tributary.queue.ReceivedMessages;
import io.tributary.queue.SendFailedException;
import io.tributary.queue.TransientFailures;
import io.tributary.record.MessageFormatException;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the messages of one topic, in the steps of its route: decode, cast, write, notify. The message is deleted after the last
 * of them, by the consumer (I3). Every step may be done again: all that they write is idempotent.
 */
public final class ProjectionUpdater {

    private final String topic;
    private final List<Target> targets;
    private final RecordBatchCodec codec;
    private final RejectedRecords rejectedRecords;
    private final BatchAccounts accounts;
    private final ChangePublisher publisher;

    /** One projection that is fed from the topic; {@code indexes} makes sure of its indexes before the first write. */
    public record Target(ProjectionLayout layout, Caster caster, ProjectionWriter writer, Runnable indexes) {

        String name() {
            return layout.definition().name();
        }
    }

    public ProjectionUpdater(
            String topic,
            List<Target> targets,
            RecordBatchCodec codec,
            RejectedRecords rejectedRecords,
            BatchAccounts accounts,
            ChangePublisher publisher) {
        this.topic = topic;
        this.targets = targets;
        this.codec = codec;
        this.rejectedRecords = rejectedRecords;
        this.accounts = accounts;
        this.publisher = publisher;
    }

    /** The record batches of the messages that were received together; a message that holds none is failed alone. */
    public List<Intake> decode(ReceivedMessages received) {
        List<Intake> intakes = new ArrayList<>();
        for (ReceivedMessage message : received.messages()) {
            try {
                RecordBatch batch = codec.decode(message.body(), topic, message.sentAt());
                intakes.add(new Intake(message.id(), batch, new LinkedHashMap<>()));
            } catch (MessageFormatException e) {
                received.fail(message, e);
            }
        }
        return intakes;
    }

    /** Casts every batch for every projection of the topic. */
    public List<Intake> cast(List<Intake> intakes) {
        for (Intake intake : intakes) {
            for (Target target : targets) {
                intake.casts().put(target.name(), target.caster().cast(intake.batch()));
            }
        }
        return intakes;
    }

    /** Writes rejected records, projections and books; returns what has to be notified. */
    public List<Notification> write(List<Intake> intakes) {
        List<Notification> notifications = new ArrayList<>();
        for (Target target : targets) {
            target.indexes().run();
            bySource(intakes).forEach((source, together) -> notifications.add(write(target, source, together)));
        }
        return notifications;
    }

    /**
     * Tells the queues; returns when they have confirmed. A change that no queue takes does not keep the others.
     *
     * @throws IllegalStateException naming the keys whose change cannot be told: what they hold is written, but not in the views
     */
    public void notifyChanges(List<Notification> notifications) throws SendFailedException {
        IllegalStateException untold = null;
        for (Notification notification : notifications) {
            List<Map.Entry<ProjectionChange, Exception>> failing = Halving.failing(
                    notification.changes(),
                    TransientFailures::isTransient,
                    some -> publisher.projectionChanged(notification.projection(), notification.since(), some));
            untold = failing.isEmpty() ? untold : ProjectionChange.failed(notification.projection(), failing);
        }
        if (untold != null) {
            throw untold;
        }
    }

    private Notification write(Target target, String source, List<Intake> intakes) {
        List<CastRecord> records = new ArrayList<>();
        for (Intake intake : intakes) {
            records.addAll(intake.cast(target).records());
            rejectedRecords.store(intake.id(), intake.cast(target).rejected());
        }
        // Several messages are tried once more each alone, by the consumer; the records of one are halved here.
        Written written = intakes.size() > 1
                ? target.writer().write(records, source)
                : HalvedWrite.write(target.writer(), records, source);
        intakes.forEach(intake -> rejectedRecords.store(intake.id(), intake.refused(target, written)));
        accounts.book(intakes.stream()
                .map(intake -> new BatchAccounts.Entry(
                        topic,
                        target.name(),
                        intake.id(),
                        written.account(
                                intake.cast(target).records(),
                                intake.cast(target).rejected().size())))
                .toList());
        Instant since = intakes.stream()
                .map(intake -> intake.batch().readAt())
                .min(Instant::compareTo)
                .orElseThrow();
        return new Notification(target.name(), since, written.changes());
    }

    private static Map<String, List<Intake>> bySource(List<Intake> intakes) {
        Map<String, List<Intake>> bySource = new LinkedHashMap<>();
        for (Intake intake : intakes) {
            bySource.computeIfAbsent(intake.batch().source(), source -> new ArrayList<>())
                    .add(intake);
        }
        return bySource;
    }

    /** One message on its way through the steps. */
    public record Intake(String messageId, RecordBatch batch, Map<String, CastBatch> casts) {

        CastBatch cast(Target target) {
            CastBatch cast = casts.get(target.name());
            if (cast == null) {
                throw new IllegalStateException("the route has to cast before it writes");
            }
            return cast;
        }

        /** The records that were cast and that the writing failed for, as they came. */
        List<RejectedRecord> refused(Target target, Written written) {
            return cast(target).records().stream()
                    .filter(record -> written.refused().containsKey(record))
                    .map(record -> new RejectedRecord(
                            batch.topic(),
                            target.name(),
                            batch.source(),
                            batch.place(),
                            batch.line(record.row()),
                            batch.sequence(record.row()),
                            batch.operation(record.row()),
                            String.valueOf(written.refused().get(record)),
                            values(record.row())))
                    .toList();
        }

        private Map<String, @Nullable Object> values(int row) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            @Nullable Object[] raw = batch.rows().get(row);
            for (int i = 0; i < raw.length; i++) {
                values.put(batch.columns().get(i), raw[i]);
            }
            return values;
        }

        /**
         * The same for every delivery of the batch. Read sequences are unique per agent; a message of another producer has only its
         * own id, which a replay of it keeps as its place.
         */
        String id() {
            if (!batch.source().equals(RecordBatchCodec.PLAIN_SOURCE)) {
                return batch.source() + "|" + batch.firstSequence();
            }
            return batch.place().isEmpty() ? messageId : batch.place();
        }
    }

    /** Changes of one projection that somebody may have to know. */
    public record Notification(String projection, Instant since, List<ProjectionChange> changes) {}
}
