package io.tributary.chaos;

import io.tributary.record.MessageFormatException;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.actor.queue.QueueEvent;

/** Stands between ElasticMQ and its persistence, and writes down which record batches were offered, and which were taken. */
final class BrokerJournal extends AbstractActor {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 1 << 26;

    /** A batch is in the queue's file now; whoever sent it is told next. */
    private record Taken(RecordBatch batch, Object reply, ActorRef sender) {}

    private final Map<String, String> topics;
    private final ActorRef persistence;
    private final Writer file;
    private final RecordBatchCodec codec = new RecordBatchCodec(MAX_BYTES);

    BrokerJournal(Path journal, Map<String, String> topics, ActorRef persistence) throws IOException {
        this.topics = topics;
        this.persistence = persistence;
        this.file = Files.newBufferedWriter(journal, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        // After half a line, which the broker before this one may have left.
        write("");
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(QueueEvent.MessageAdded.class, added -> topics.containsKey(added.queueName()), this::offer)
                .match(Taken.class, this::taken)
                .matchAny(event -> persistence.forward(event, getContext()))
                .build();
    }

    private void offer(QueueEvent.MessageAdded added) throws IOException {
        RecordBatch batch = batch(added);
        write(Journal.line(Journal.OFFERED, batch));
        ActorRef sender = getSender();
        Patterns.pipe(
                        Patterns.ask(persistence, added, LONGEST).thenApply(reply -> new Taken(batch, reply, sender)),
                        getContext().getDispatcher())
                .to(getSelf());
    }

    private void taken(Taken taken) throws IOException {
        write(Journal.line(Journal.TAKEN, taken.batch()));
        taken.sender().tell(taken.reply(), getSelf());
    }

    private void write(String line) throws IOException {
        file.write(line + "\n");
        file.flush();
    }

    private RecordBatch batch(QueueEvent.MessageAdded added) {
        String topic = topics.get(added.queueName());
        try {
            return codec.decode(added.message().content().value(), topic, Instant.EPOCH);
        } catch (MessageFormatException e) {
            throw new IllegalStateException("queue " + added.queueName() + " took what is no record batch", e);
        }
    }
}
