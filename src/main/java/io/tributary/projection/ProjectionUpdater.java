package io.tributary.projection;

import io.tributary.cast.CastBatch;
import io.tributary.cast.CastRecord;
import io.tributary.cast.Caster;
import io.tributary.cast.RejectedRecord;
import io.tributary.cast.RejectedRecord.Cause;
import io.tributary.queue.Halving;
import io.tributary.queue.ReceivedMessage;
import io.tributary.queue.ReceivedMessages;
import io.tributary.queue.SendFailedException;
import io.tributary.queue.TransientFailures;
import io.tributary.record.MessageFormatException;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import io.tributary.record.Replay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes in the messages of one topic, in the steps of its route: decode, cast, write, notify. The message is deleted after the last
 * of them, by the consumer (I3). Every step may be done again: all that they write is idempotent.
 */
public final class ProjectionUpdater {

    private static final CastBatch NOTHING = new CastBatch(List.of(), List.of());

    private final String topic;
    private final List<Target> targets;
    private final RecordBatchCodec codec;
    private final RejectedRecords rejectedRecords;
    private final BatchAccounts accounts;
    private final ChangePublisher publisher;
    private final Replays replays;

    /** One projection that is fed from the topic; {@code indexes} makes sure of its indexes before the first write. */
    public record Target(ProjectionLayout layout, Caster caster, ProjectionWriter writer, Runnable indexes) {

        String name() {
            return layout.definition().name();
        }

        /** What becomes of columns that no field takes. */
        String unknown() {
            return switch (layout.definition().unknown()) {
                case DROP -> "dropped";
                case KEEP -> "kept in the field 'unknown'";
                case REJECT -> "a reason to reject their records";
            };
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
        this.replays = new Replays(rejectedRecords, accounts);
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
                intake.casts().put(target.name(), cast(intake, target));
            }
        }
        return intakes;
    }

    private CastBatch cast(Intake intake, Target target) {
        if (!intake.concerns(target)) {
            return NOTHING;
        }
        RecordBatch batch = intake.batch();
        if (rejectedRecords.isLate(batch)) {
            return RejectedRecords.late(batch, target.name());
        }
        accounts.unknown()
                .seen(topic, target.name(), target.caster().unknown(batch.columns()), batch.size(), target.unknown());
        return target.caster().cast(batch);
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
            rejectedRecords.store(
                    intake.origin(), intake.attempt(), intake.cast(target).rejected());
        }
        // Several messages are tried once more each alone, by the consumer; the records of one are halved here.
        Written written = intakes.size() > 1
                ? target.writer().write(records, source)
                : HalvedWrite.write(target.writer(), records, source);
        intakes.forEach(
                intake -> rejectedRecords.store(intake.origin(), intake.attempt(), intake.refused(target, written)));
        accounts.book(intakes.stream()
                .filter(intake -> intake.attempt() == 0)
                .map(intake -> new BatchAccounts.Entry(
                        topic,
                        target.name(),
                        intake.id(),
                        written.account(
                                intake.cast(target).records(),
                                intake.cast(target).rejected().size())))
                .toList());
        intakes.forEach(intake ->
                accounts.replaced(topic, target.name(), intake.cast(target).replaced()));
        intakes.stream()
                .filter(intake -> intake.attempt() > 0 && intake.concerns(target))
                .forEach(intake -> replays.settle(
                        intake.batch(),
                        target.name(),
                        intake.origin(),
                        intake.cast(target).records(),
                        written));
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

        /** A replay concerns the projection that rejected its records, and no other of the topic. */
        boolean concerns(Target target) {
            Replay replay = batch.replay();
            return replay == null || replay.projection().equals(target.name());
        }

        /** What identifies a row of the batch, together with its read sequence. */
        String origin() {
            Replay replay = batch.replay();
            return replay == null ? Replay.origin(batch, messageId) : replay.origin();
        }

        /** How often the rows were sent again after they had been rejected; 0 for rows that were just read. */
        int attempt() {
            Replay replay = batch.replay();
            return replay == null ? 0 : replay.attempt();
        }

        List<RejectedRecord> refused(Target target, Written written) {
            List<RejectedRecord> refused = new ArrayList<>();
            for (CastRecord record : written.refused().isEmpty()
                    ? List.<CastRecord>of()
                    : cast(target).records()) {
                String reason = written.refused().get(record);
                if (reason != null) {
                    refused.add(RejectedRecord.of(batch, target.name(), record.row(), Cause.REFUSED, reason));
                }
            }
            return refused;
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
