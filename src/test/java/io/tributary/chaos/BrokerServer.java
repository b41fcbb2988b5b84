package io.tributary.chaos;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.List$;

/**
 * ElasticMQ as a process that survives {@code kill -9}: queues and messages are in an H2 file before a sender is told that they are
 * taken. It keeps a journal of the record batches that it took, {@link Journal}.
 *
 * <p>{@code BrokerServer PORT FOLDER QUEUE=TOPIC...}
 */
final class BrokerServer {

    static final String JOURNAL = "journal.txt";
    static final String READY = "broker is ready";

    private static final Duration RESTORE = Duration.ofMinutes(2);
    private static final Map<String, Object> PEKKO = Map.of(
            "pekko.loglevel", "WARNING",
            "pekko.stdout-loglevel", "WARNING",
            "pekko.log-dead-letters", "off");

    private BrokerServer() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Map<String, String> topics = new LinkedHashMap<>();
        for (int i = 2; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            topics.put(pair[0], pair[1]);
        }
        ActorSystem actors =
                ActorSystem.create("broker", ConfigFactory.parseMap(PEKKO).withFallback(ConfigFactory.load()));
        ActorRef persistence = actors.actorOf(Props.create(
                SqlQueuePersistenceActor.class,
                () -> new SqlQueuePersistenceActor(config(folder), List$.MODULE$.empty())));
        ActorRef journal = actors.actorOf(Props.create(
                BrokerJournal.class, () -> new BrokerJournal(folder.resolve(JOURNAL), topics, persistence)));
        ActorRef queues = actors.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(journal))));
        Object restored = Patterns.ask(journal, new QueueEvent.Restore(queues), RESTORE)
                .toCompletableFuture()
                .get();
        if (restored instanceof scala.util.Left<?, ?> problems) {
            throw new IllegalStateException("the queues cannot be restored: " + problems);
        }
        SQSRestServerBuilder.withActorSystem(actors)
                .withQueueManagerActor(queues)
                .withInterface("127.0.0.1")
                .withPort(port)
                .withSQSLimits(StrictSQSLimits$.MODULE$)
                .start()
                .waitUntilStarted();
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    private static SqlQueuePersistenceConfig config(Path folder) {
        String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("queues") + ";WRITE_DELAY=0";
        return new SqlQueuePersistenceConfig(true, "org.h2.Driver", url, "", "", false);
    }
}
