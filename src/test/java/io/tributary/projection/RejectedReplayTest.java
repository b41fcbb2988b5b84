package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.cast.Caster;
import io.tributary.definition.DefinitionException;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.queue.MessageSender;
import io.tributary.queue.ReceivedMessage;
import io.tributary.queue.ReceivedMessages;
import io.tributary.queue.SendFailedException;
import io.tributary.record.Names;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import io.tributary.view.TestMongo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rejected record that is sent again keeps its place in the order, is never lost, and the books say what became of it. */
class RejectedReplayTest {

    private static final String TOPIC = "crm.person";
    private static final Duration KEEP = Duration.ofDays(15);
    private static final Instant READ = Instant.parse("2026-01-31T10:00:00Z");
    private static final long FIRST = ChronoUnit.MICROS.between(Instant.EPOCH, READ);
    private static final String DAYS = "dd/MM/yyyy";
    private static final String MONTHS = "MM/dd/yyyy";

    private static TestMongo server;

    private final RecordBatchCodec codec = new RecordBatchCodec(1 << 24);
    private final List<String> queue = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Clock clock = Clock.fixed(READ.plusSeconds(1), ZoneOffset.UTC);
    private int refuseFrom = Integer.MAX_VALUE;
    private MongoDatabase database;
    private int messages;

    @BeforeAll
    static void start() {
        server = new TestMongo();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        database = server.empty("replay");
    }

    @Test
    void a_replayed_record_is_written_after_the_definition_is_mended_and_the_books_move_it() {
        takeIn(DAYS, batch(FIRST, row("1", "31/01/2000"), row("2", "12/31/2000"), row("3", "01/12/2000")));
        assertThat(books()).isEqualTo(new Account(2, 0, 0, 1));
        assertThat(replay(MONTHS).sent()).isEqualTo(1);
        assertThat(kept()).singleElement().satisfies(record -> assertThat(record.replayedAt())
                .isNotNull());
        takeIn(MONTHS, queue.get(0));
        assertThat(kept()).isEmpty();
        assertThat(names("people")).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(books()).isEqualTo(new Account(3, 0, 0, 0));
        takeIn(MONTHS, queue.get(0));
        assertThat(books()).as("a redelivery is booked once").isEqualTo(new Account(3, 0, 0, 0));
        assertThat(meters.get(BatchAccounts.ROWS).counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .as("the counter of rows counts what was read")
                .isEqualTo(6);
        assertThat(meters.get(BatchAccounts.REPLAYED).counter().count()).isEqualTo(1);
    }

    @Test
    void a_replayed_record_that_something_newer_has_overtaken_ends_as_stale() {
        takeIn(DAYS, batch(FIRST, row("1", "12/31/2000")));
        takeIn(DAYS, batch(FIRST + 5, row("1", "01/02/2003")));
        replay(MONTHS);
        takeIn(MONTHS, queue.get(0));
        assertThat(Objects.requireNonNull(people().find().first()).getDate("born"))
                .isEqualTo(java.util.Date.from(Instant.parse("2003-02-01T00:00:00Z")));
        assertThat(books()).isEqualTo(new Account(1, 0, 1, 0));
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_record_that_is_rejected_again_stays_itself_with_the_new_reason_and_one_replay_more() {
        takeIn(DAYS, batch(FIRST, row("1", "12/31/2000")));
        KeptRecord before = kept().get(0);
        clock = Clock.offset(clock, Duration.ofHours(1));
        replay("yyyyMMdd");
        takeIn("yyyyMMdd", queue.get(0));
        assertThat(kept()).singleElement().satisfies(record -> {
            assertThat(record.id()).isEqualTo(before.id());
            assertThat(record.reason()).isEqualTo("born: '12/31/2000' is not a date of the form yyyyMMdd");
            assertThat(record.problem()).isEqualTo("born: '…' is not a date of the form yyyyMMdd");
            assertThat(record.replays()).isEqualTo(1);
            assertThat(record.replayedAt()).isNull();
            assertThat(record.firstRejectedAt()).isEqualTo(before.firstRejectedAt());
            assertThat(record.rejectedAt()).isAfter(before.rejectedAt());
            assertThat(record.values()).isEqualTo(before.values());
        });
        assertThat(books()).isEqualTo(new Account(0, 0, 0, 1));
    }

    @Test
    void only_the_projection_that_rejected_a_record_takes_its_replay() {
        takeIn(DAYS, batch(FIRST, row("1", "12/31/2000")));
        assertThat(names("names")).containsExactly("1");
        // As if it had been deleted there long ago, with its tombstone.
        database.getCollection("names").deleteMany(new Document());
        replay(MONTHS);
        takeIn(MONTHS, queue.get(0));
        assertThat(names("people")).containsExactly("1");
        assertThat(names("names")).isEmpty();
        assertThat(accounts().totals().get(TOPIC).get("names")).isEqualTo(new Account(1, 0, 0, 0));
    }

    @Test
    void a_sender_that_fails_half_way_loses_nothing_and_the_next_replay_sends_the_rest() {
        for (int i = 0; i < 4; i++) {
            takeIn(DAYS, batch(FIRST + 10 * i, row(String.valueOf(i), "12/31/2000")));
        }
        refuseFrom = 2;
        RejectedReplay.Result half = replay(MONTHS);
        assertThat(half.sent()).isEqualTo(2);
        assertThat(half.failed()).isEqualTo(2);
        assertThat(half.failure()).isNotNull();
        assertThat(kept()).hasSize(4);
        refuseFrom = Integer.MAX_VALUE;
        RejectedReplay.Result rest = replay(MONTHS);
        assertThat(rest.sent()).isEqualTo(2);
        assertThat(rest.skipped()).containsOnly(Map.entry(RejectedReplay.Skipped.WAITING, 2));
        List.copyOf(queue).forEach(body -> takeIn(MONTHS, body));
        assertThat(kept()).isEmpty();
        assertThat(names("people")).containsExactlyInAnyOrder("0", "1", "2", "3");
        assertThat(books()).isEqualTo(new Account(4, 0, 0, 0));
    }

    @Test
    void a_record_that_was_sent_twice_is_booked_once() {
        takeIn(DAYS, batch(FIRST, row("1", "12/31/2000")));
        replay(MONTHS);
        // Died before it noted that it had sent.
        rejected().updateMany(new Document(), new Document("$unset", new Document("replayedAt", "")));
        replay(MONTHS);
        List.copyOf(queue).forEach(body -> takeIn(MONTHS, body));
        assertThat(queue).hasSize(2);
        assertThat(books()).isEqualTo(new Account(1, 0, 0, 0));
    }

    @Test
    void what_was_rejected_again_before_its_replay_was_noted_is_not_waiting() {
        takeIn(DAYS, batch(FIRST, row("1", "12/31/2000")));
        List<KeptRecord> read = kept();
        replay(DAYS);
        takeIn(DAYS, queue.get(0));
        archive().replayed(read);
        assertThat(kept().get(0).replayedAt()).isNull();
    }

    @Test
    void rows_of_a_whole_file_travel_together_with_their_lines_and_sequences() throws Exception {
        takeIn(
                DAYS,
                batch(
                        FIRST,
                        IntStream.range(0, 1_200)
                                .mapToObj(i -> row(String.valueOf(i), "12/31/2000"))
                                .toArray(Object[][]::new)));
        assertThat(replay(MONTHS).sent()).isEqualTo(1_200);
        assertThat(queue).hasSize(3);
        RecordBatch second = codec.decode(queue.get(1), TOPIC, READ);
        assertThat(second.firstSequence()).isEqualTo(FIRST + 500);
        assertThat(second.line(0)).isEqualTo(502);
        assertThat(second.source()).isEqualTo("agent");
        assertThat(second.place()).isEqualTo("people.csv");
        queue.forEach(body -> takeIn(MONTHS, body));
        assertThat(people().countDocuments()).isEqualTo(1_200);
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_message_of_another_producer_is_sent_again_as_it_was() {
        take(DAYS, "message-7", "{\"ID\": \"1\", \"BORN\": \"12/31/2000\", \"N\": 1.50}", READ);
        assertThat(kept().get(0).id()).isEqualTo("people:message-7:" + FIRST);
        assertThat(kept().get(0).values()).containsEntry("N", new java.math.BigDecimal("1.50"));
        replay(MONTHS);
        takeIn(MONTHS, queue.get(0));
        assertThat(kept()).isEmpty();
        assertThat(Stored.version(people().find()
                                .first()
                                .get("_meta", Document.class)
                                .get("version"))
                        .sequence())
                .isEqualTo(FIRST);
    }

    @Test
    void what_is_older_than_tombstones_is_sent_only_if_somebody_says_so() {
        takeIn(DAYS, batch(FIRST, row("1", "12/31/2000")));
        clock = Clock.offset(clock, KEEP);
        assertThat(replay(MONTHS).skipped()).containsOnly(Map.entry(RejectedReplay.Skipped.OLD, 1));
        replayer(MONTHS).replay(RejectedFilter.ALL, false, true);
        takeIn(MONTHS, queue.get(0));
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_replay_that_waited_until_tombstones_are_gone_stays_rejected() {
        takeIn(DAYS, batch(FIRST, row("1", "12/31/2000")));
        replay(MONTHS);
        clock = Clock.offset(clock, KEEP);
        takeIn(MONTHS, queue.get(0));
        assertThat(kept().get(0).reason()).contains("tombstones");
        assertThat(people().countDocuments()).isZero();
    }

    @Test
    void a_row_that_was_no_row_is_not_sent() {
        take(
                DAYS,
                "m",
                codec.encode(new RecordBatch(
                        TOPIC,
                        "agent",
                        "people.csv",
                        READ,
                        FIRST,
                        List.of("ID", "BORN"),
                        List.<@Nullable Object[]>of(new Object[] {"1,2,3"}),
                        new BitSet(),
                        new int[] {7},
                        Map.of(0, "3 values where the header names 2 columns"))),
                READ);
        assertThat(replay(MONTHS).skipped()).containsOnlyKeys(RejectedReplay.Skipped.UNREADABLE);
        assertThat(queue).isEmpty();
    }

    @Test
    void values_that_bson_does_not_take_are_kept_and_come_back_as_they_were() {
        String half = "a\uD83Db";
        takeIn(DAYS, batch(FIRST, new Object[] {half, "31/01/2000"}));
        assertThat(kept()).singleElement().satisfies(record -> {
            assertThat(record.reason())
                    .isEqualTo("id: 'a\uFFFDb' holds half of a surrogate pair, which no UTF-8 text can hold");
            assertThat(record.values()).containsEntry("ID", half);
        });
    }

    @Test
    void a_record_of_megabytes_is_kept_whole() {
        String large = "x".repeat(3 << 20) + " no date";
        takeIn(DAYS, batch(FIRST, row("1", large)));
        assertThat(kept().get(0).values()).containsEntry("BORN", large);
        assertThat(String.valueOf(kept().get(0).document().get("values")).length())
                .isLessThan(5_000);
    }

    @Test
    void filters_find_and_groups_count_and_a_drop_forgets() {
        takeIn(DAYS, batch(FIRST, row("1", "12/31/2000"), row("2", "12/30/2000"), row("3", "never")));
        takeIn(DAYS, batch(FIRST + 100, row("", "31/12/2000")));
        RejectedFilter dates = new RejectedFilter(List.of(), TOPIC, "people", "agent", "IS NOT A DATE", null, null);
        assertThat(archive().count(dates, 100)).isEqualTo(3);
        assertThat(archive().groups(RejectedFilter.ALL))
                .containsEntry(
                        new RejectedArchive.Group(TOPIC, "people", "born: '…' is not a date of the form dd/MM/yyyy"),
                        3);
        assertThat(archive().newest(dates, 2)).hasSize(2);
        assertThat(archive().count(new RejectedFilter(List.of(), null, null, null, null, READ.plusSeconds(5), null), 9))
                .isZero();
        assertThat(archive().drop(dates, page -> {})).isEqualTo(3);
        assertThat(archive().count(RejectedFilter.ofSource("agent"), 100))
                .as("one in each projection: the empty key")
                .isEqualTo(2);
    }

    private static Object[] row(String id, String born) {
        return new Object[] {id, born};
    }

    private String batch(long sequence, @Nullable Object[]... rows) {
        return codec.encode(new RecordBatch(
                TOPIC,
                "agent",
                "people.csv",
                READ,
                sequence,
                List.of("ID", "BORN"),
                List.of(rows),
                new BitSet(),
                IntStream.rangeClosed(2, rows.length + 1).toArray(),
                Map.of()));
    }

    private void takeIn(String format, String body) {
        take(format, "message-" + messages++, body, READ);
    }

    private void take(String format, String id, String body, Instant sentAt) {
        ProjectionUpdater updater = updater(definitions(format));
        ReceivedMessage message = new ReceivedMessage(id, body, "handle", sentAt, 1);
        ReceivedMessages received = new ReceivedMessages("crm-person", List.of(message));
        updater.write(updater.cast(updater.decode(received)));
        assertThat(received.failures()).isEmpty();
    }

    private RejectedReplay.Result replay(String format) {
        return replayer(format).replay(RejectedFilter.ALL, false, false);
    }

    private RejectedReplay replayer(String format) {
        return new RejectedReplay(archive(), definitions(format), new Names(""), codec, sender(), KEEP, clock);
    }

    /** Takes messages until it does not, and says which it did not take. */
    private MessageSender sender() {
        return (name, bodies) -> {
            assertThat(name).isEqualTo("crm-person");
            int taken = Math.min(bodies.size(), refuseFrom);
            queue.addAll(bodies.subList(0, taken));
            if (taken < bodies.size()) {
                throw new SendFailedException(
                        "away", IntStream.range(taken, bodies.size()).boxed().toList(), true, null);
            }
        };
    }

    private ProjectionUpdater updater(Definitions definitions) {
        Names names = new Names("");
        ChangePublisher publisher = new ChangePublisher(
                definitions,
                names,
                new ChangeCodec(definitions),
                (name, bodies) -> {},
                new ChangePublisher.Subscribers(List.of(), List.of()));
        return new ProjectionUpdater(
                TOPIC,
                definitions.ofTopic(TOPIC).stream()
                        .map(projection -> target(definitions, projection.name()))
                        .toList(),
                codec,
                new RejectedRecords(rejected(), clock),
                accounts(),
                publisher);
    }

    private ProjectionUpdater.Target target(Definitions definitions, String name) {
        ProjectionLayout layout = ProjectionLayout.of(definitions, name);
        return new ProjectionUpdater.Target(
                layout,
                new Caster(layout.definition(), Map.of()),
                new ProjectionWriter(layout, database, name, KEEP, clock),
                () -> {});
    }

    private static Definitions definitions(String format) {
        try {
            return new DefinitionReader(Set.of())
                    .read(
                            List.of(
                                    file("people", "  born: { from: BORN, type: date, format: " + format + " }"),
                                    file("names", "  text: { from: BORN, type: string }")),
                            List.of());
        } catch (DefinitionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DefinitionFile file(String name, String field) {
        return new DefinitionFile(
                "transformers/projections/" + name + ".yaml",
                "projection: " + name + "\ntopic: " + TOPIC + "\nkey: id\nfields:\n  id: { from: ID, type: string }\n"
                        + field + "\n");
    }

    private BatchAccounts accounts() {
        return new BatchAccounts(database.getCollection("batches"), meters, clock);
    }

    private Account books() {
        return accounts().totals().get(TOPIC).get("people");
    }

    private com.mongodb.client.MongoCollection<Document> rejected() {
        return database.getCollection("rejected");
    }

    private com.mongodb.client.MongoCollection<Document> people() {
        return database.getCollection("people");
    }

    private RejectedArchive archive() {
        return new RejectedArchive(rejected(), clock);
    }

    private List<KeptRecord> kept() {
        return archive().newest(new RejectedFilter(List.of(), null, "people", null, null, null, null), 5_000);
    }

    private List<String> names(String collection) {
        return database.getCollection(collection)
                .find()
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }
}
