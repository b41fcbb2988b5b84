package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.cast.CastRecord;
import io.tributary.cast.Caster;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.queue.MessageSender;
import io.tributary.queue.ReceivedMessage;
import io.tributary.queue.ReceivedMessages;
import io.tributary.queue.SendFailedException;
import io.tributary.record.Key;
import io.tributary.record.MessageFormatException;
import io.tributary.record.Names;
import io.tributary.record.Operation;
import io.tributary.record.PackedText;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import io.tributary.record.Version;
import io.tributary.view.AffectedViews;
import io.tributary.view.TestMongo;
import io.tributary.view.ViewPlan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I6: one record that nothing is prepared for does not take the hundreds of its message with it. */
class PoisonRecordTest {

    private static final Names NAMES = new Names("");
    private static final Duration KEEP = Duration.ofDays(15);
    private static final RecordBatchCodec CODEC = new RecordBatchCodec(1_000_000);

    private static TestMongo server;
    private static Definitions definitions;

    private final List<String> sent = new ArrayList<>();
    private MongoDatabase database;
    private MessageSender sender = (queue, bodies) -> sent.addAll(bodies);

    @BeforeAll
    static void start() throws Exception {
        server = new TestMongo();
        definitions = new DefinitionReader(Set.of())
                .read(
                        List.of(
                                new DefinitionFile("transformers/projections/people.yaml", """
                                        projection: people
                                        topic: t.people
                                        key: id
                                        fields: {id: integer, name: string, town: string}
                                        """),
                                new DefinitionFile("transformers/projections/towns.yaml", """
                                        projection: towns
                                        topic: t.towns
                                        key: id
                                        fields: {id: integer, town: string}
                                        """)),
                        List.of(new DefinitionFile("transformers/single-views/homes.yaml", """
                                view: homes
                                base: towns
                                joins:
                                  people: { many: people, on: { town: town } }
                                fields:
                                  town: town
                                  people: { each: people, fields: { name: name } }
                                """)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        database = server.empty("poison_record");
    }

    @Test
    void a_record_that_writing_fails_for_is_rejected_and_the_others_are_written_and_told() throws Exception {
        run(failing("bulkWrite", "name=poison", new IllegalStateException("unforeseen")), batch(300, 123));
        assertThat(database.getCollection("people").countDocuments()).isEqualTo(299);
        assertThat(database.getCollection("rejected").find()).singleElement().satisfies(rejected -> {
            assertThat(rejected.getString("reason")).isEqualTo("cannot be written: IllegalStateException: unforeseen");
            assertThat(rejected.getString("values")).contains("poison", "123");
            assertThat(rejected.get("line", Number.class).intValue()).isEqualTo(124);
        });
        assertThat(accounts().totals().get("t.people"))
                .as("the rows add up")
                .containsEntry("people", new Account(299, 0, 0, 1));
        assertThat(plain()).contains("{\"key\":[\"122\"]", "{\"key\":[\"299\"]").doesNotContain("{\"key\":[\"123\"]");
    }

    @Test
    void where_writing_fails_for_every_record_the_message_fails_and_none_is_rejected() {
        assertThatThrownBy(() -> run(failing("bulkWrite", "name=", new IllegalStateException("a bug")), batch(20, 3)))
                .hasMessage("a bug");
        assertThat(database.getCollection("rejected").countDocuments()).isZero();
    }

    @Test
    void a_database_that_is_away_rejects_nothing() {
        assertThatThrownBy(
                        () -> run(failing("bulkWrite", "name=poison", new MongoTimeoutException("away")), batch(20, 3)))
                .hasMessage("away");
        assertThat(database.getCollection("rejected").countDocuments()).isZero();
    }

    @Test
    void a_change_that_no_queue_takes_fails_its_message_by_name_after_the_others_were_told() {
        sender = (queue, bodies) -> {
            for (String body : bodies) {
                if (plain(body).contains("{\"key\":[\"7\"]")) {
                    throw new SendFailedException("too long", List.of(0), false, null);
                }
            }
            sent.addAll(bodies);
        };
        assertThatThrownBy(() -> run(database, batch(50, 3)))
                .hasMessage("projection people, key 7: SendFailedException: too long");
        assertThat(plain())
                .contains("{\"key\":[\"6\"]", "{\"key\":[\"8\"]", "{\"key\":[\"49\"]")
                .doesNotContain("{\"key\":[\"7\"]");
        assertThat(database.getCollection("people").countDocuments())
                .as("what is written stays, and is told when the message comes again")
                .isEqualTo(50);
    }

    @Test
    void a_change_that_cannot_be_followed_fails_its_message_by_name_after_the_others_were_triggered() throws Exception {
        ProjectionLayout towns = ProjectionLayout.of(definitions, "towns");
        new ProjectionWriter(towns, database, "towns", KEEP, Clock.systemUTC())
                .write(
                        IntStream.range(0, 10)
                                .mapToObj(i -> new CastRecord(
                                        Key.of(i),
                                        Operation.UPSERT,
                                        new Version(0, i),
                                        new @Nullable Object[] {i, "town-" + i},
                                        i))
                                .toList(),
                        "test");
        ChangeCodec codec = new ChangeCodec(definitions);
        List<ProjectionChange> changes = IntStream.range(0, 10)
                .mapToObj(i -> new ProjectionChange(Key.of(i), Map.of("town", List.<Object>of("town-" + i))))
                .toList();
        String body = codec.encode(new ChangeCodec.Changes("people", Instant.now(), changes));
        ReceivedMessage message = new ReceivedMessage("m", body, "h", Instant.now(), 1);
        ReceivedMessages received = new ReceivedMessages("projection-changes", List.of(message));
        new AffectedViews(
                        ViewPlan.all(definitions).values(),
                        failing("find", "town-4", new IllegalStateException("unforeseen")),
                        NAMES,
                        codec,
                        publisher(),
                        new SimpleMeterRegistry())
                .trigger(received);
        assertThat(received.failures().get(message))
                .hasMessage("projection people, key 4: IllegalStateException: unforeseen");
        assertThat(plain()).contains("[\"3\"]", "[\"5\"]").doesNotContain("[\"4\"]");
    }

    /** What was sent, all of it. */
    private String plain() {
        return sent.stream().map(PoisonRecordTest::plain).collect(Collectors.joining());
    }

    private static String plain(String body) {
        try {
            return PackedText.text(body, 1 << 20);
        } catch (MessageFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(MongoDatabase through, RecordBatch batch) throws SendFailedException {
        ProjectionLayout layout = ProjectionLayout.of(definitions, "people");
        ProjectionWriter writer = new ProjectionWriter(layout, through, "people", KEEP, Clock.systemUTC());
        ProjectionUpdater updater = new ProjectionUpdater(
                "t.people",
                List.of(new ProjectionUpdater.Target(
                        layout, new Caster(definitions.projection("people"), Map.of()), writer, () -> {})),
                CODEC,
                new RejectedRecords(database.getCollection("rejected"), Clock.systemUTC()),
                accounts(),
                publisher());
        ReceivedMessage message = new ReceivedMessage("m", CODEC.encode(batch), "h", Instant.now(), 1);
        updater.notifyChanges(updater.write(updater.cast(updater.decode(new ReceivedMessages("q", List.of(message))))));
    }

    private ChangePublisher publisher() {
        return new ChangePublisher(
                definitions,
                NAMES,
                new ChangeCodec(definitions),
                (queue, bodies) -> sender.send(queue, bodies),
                new ChangePublisher.Subscribers(List.of(), List.of()));
    }

    private BatchAccounts accounts() {
        return new BatchAccounts(database.getCollection("books"), new SimpleMeterRegistry(), Clock.systemUTC());
    }

    /** Rows with the ids from 0 on, one of them named poison. */
    private static RecordBatch batch(int rows, int poison) {
        List<@Nullable Object[]> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values.add(new @Nullable Object[] {Integer.toString(i), i == poison ? "poison" : "Ada", "Turin"});
        }
        int[] lines = IntStream.rangeClosed(1, rows).toArray();
        return new RecordBatch(
                "t.people",
                "agent",
                "people.csv",
                Instant.now(),
                1_000,
                List.of("id", "name", "town"),
                values,
                new BitSet(),
                lines,
                Map.of());
    }

    /** A database one of whose operations fails where its arguments mention something. */
    private MongoDatabase failing(String operation, String mention, RuntimeException failure) {
        return proxy(MongoDatabase.class, database, call -> {
            if (call.method.equals("getCollection")) {
                return collection(database.getCollection((String) call.arguments[0]), operation, mention, failure);
            }
            return call.proceed();
        });
    }

    @SuppressWarnings("unchecked")
    private static MongoCollection<Document> collection(
            MongoCollection<Document> real, String operation, String mention, RuntimeException failure) {
        return proxy(MongoCollection.class, real, call -> {
            if (call.method.equals(operation)
                    && List.of(call.arguments).toString().contains(mention)) {
                throw failure;
            }
            return call.proceed();
        });
    }

    private record Call(Object target, java.lang.reflect.Method of, Object[] arguments, String method) {

        @Nullable
        Object proceed() {
            try {
                return of.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw (RuntimeException) e.getCause();
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static <T> T proxy(Class<T> type, Object target, Function<Call, @Nullable Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.apply(
                        new Call(target, method, arguments == null ? new Object[0] : arguments, method.getName()))));
    }
}
