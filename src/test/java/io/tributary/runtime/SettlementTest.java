package io.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.tributary.definition.DefinitionFile;
import io.tributary.definition.DefinitionReader;
import io.tributary.definition.Definitions;
import io.tributary.record.Key;
import io.tributary.record.Names;
import io.tributary.runtime.QueueWatch.State;
import io.tributary.view.Comparison;
import io.tributary.view.TestMongo;
import io.tributary.view.ViewPlan;
import io.tributary.view.ViewVerifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In flight or wrong: each test says what the queues show at each look, and what happens meanwhile. */
class SettlementTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static TestMongo server;
    private static Definitions definitions;

    private final Script queues = new Script();
    private MongoDatabase database;

    @BeforeAll
    static void start() throws Exception {
        server = new TestMongo();
        definitions = new DefinitionReader(Set.of())
                .read(
                        List.of(new DefinitionFile(
                                "transformers/projections/people.yaml",
                                "projection: people\ntopic: t.people\nkey: id\nfields: {id: integer, name: string}\n")),
                        List.of(new DefinitionFile(
                                "transformers/single-views/persons.yaml",
                                "view: persons\nbase: people\nfields: {id: id, name: name}\n")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        database = server.empty("settlement");
    }

    @Test
    void a_difference_that_outlives_everything_on_its_way_is_wrong() {
        person(1, "new");
        view(1, "old");
        VerifiedView result = verify(queues.shows(State.BUSY, State.EMPTY, State.QUIET), LONG, null);
        assertThat(result.wrong()).isEqualTo(1);
        assertThat(result.count(Comparison.Kind.STALE)).isEqualTo(1);
        assertThat(result.inFlight()).isZero();
    }

    @Test
    void a_view_that_is_built_while_something_is_on_its_way_is_equal() {
        person(1, "new");
        view(1, "old");
        queues.shows(State.BUSY, State.EMPTY).then(() -> view(1, "new"));
        VerifiedView result = verify(queues, LONG, null);
        assertThat(result.wrong()).isZero();
        assertThat(result.inFlight()).isZero();
        assertThat(result.caughtUp()).isEqualTo(1);
    }

    @Test
    void a_difference_that_changed_after_the_queues_were_empty_is_not_wrong_yet() {
        // Seen as missing; while the queues are quiet a source changes the person: that is another difference, whose
        // trigger was sent after the queues were looked at.
        person(1, "first");
        queues.shows(State.EMPTY)
                .then(() -> person(1, "second"))
                .shows(State.QUIET, State.BUSY)
                .then(() -> view(1, "second"));
        VerifiedView result = verify(queues, LONG, null);
        assertThat(result.wrong()).isZero();
        assertThat(result.caughtUp()).isEqualTo(1);
    }

    @Test
    void a_view_that_was_built_again_but_differs_is_judged_anew() {
        person(1, "new");
        view(1, "old");
        queues.shows(State.EMPTY).then(() -> view(1, "older")).shows(State.QUIET, State.EMPTY, State.QUIET);
        VerifiedView result = verify(queues, LONG, null);
        assertThat(result.wrong()).isEqualTo(1);
        assertThat(queues.looks).isEqualTo(4);
    }

    @Test
    void what_is_on_its_way_when_patience_ends_is_in_flight() {
        person(1, "new");
        VerifiedView result = verify(queues.shows(State.BUSY), Duration.ZERO, null);
        assertThat(result.wrong()).isZero();
        assertThat(result.inFlight()).isEqualTo(1);
        assertThat(result.differences())
                .singleElement()
                .extracting(VerifiedView.Difference::describe)
                .isEqualTo("persons 1 is missing (in flight)");
    }

    @Test
    void empty_queues_are_waited_for_past_the_patience() {
        person(1, "new");
        VerifiedView result = verify(queues.shows(State.EMPTY, State.EMPTY, State.QUIET), Duration.ZERO, null);
        assertThat(result.wrong()).isEqualTo(1);
    }

    @Test
    void a_repair_triggers_what_is_wrong_and_counts_what_then_agrees() {
        person(1, "new");
        person(2, "new");
        List<Key> triggered = new ArrayList<>();
        queues.shows(State.QUIET, State.BUSY).then(() -> view(1, "new")).shows(State.QUIET, State.EMPTY, State.QUIET);
        VerifiedView result = verify(queues, LONG, triggered::addAll);
        assertThat(triggered).containsExactlyInAnyOrder(Key.of(1), Key.of(2));
        assertThat(result.triggered()).isEqualTo(2);
        assertThat(result.repaired()).isEqualTo(1);
        assertThat(result.wrong()).isEqualTo(1);
    }

    @Test
    void many_differences_are_settled_in_parts_and_counted_whole() {
        IntStream.range(0, 250).forEach(id -> person(id, "x"));
        queues.shows(State.QUIET, State.QUIET, State.QUIET);
        VerifiedView result = verify(queues, LONG, null);
        assertThat(result.count(Comparison.Kind.MISSING)).isEqualTo(250);
        assertThat(result.differences()).hasSize(100);
        assertThat(queues.looks).isEqualTo(3);
    }

    /** Compares in pages of 100, and holds at most 100 differences. */
    private VerifiedView verify(QueueWatch watch, Duration patience, Settlement.@Nullable Repair repair) {
        ViewVerifier verifier = new ViewVerifier(
                new ViewPlan(definitions.view("persons"), definitions), database, new Names(""), 1_000);
        VerifiedView result = new VerifiedView("persons");
        Settlement settlement = new Settlement(verifier, watch, patience, repair, result, 100);
        List<Key> keys = new ArrayList<>();
        verifier.keys().ofBase(keys::addAll);
        for (int i = 0; i < keys.size(); i += 100) {
            verifier.compare(keys.subList(i, Math.min(keys.size(), i + 100)), settlement::add);
            settlement.settleIfFull();
        }
        settlement.settle();
        return result;
    }

    private void person(int id, String name) {
        replace("people", id, name);
    }

    private void view(int id, String name) {
        replace("persons", id, name);
    }

    private void replace(String collection, int id, String name) {
        Document document = new Document("_id", id)
                .append("id", id)
                .append("name", name)
                .append("_meta", new Document("revision", new ObjectId()));
        database.getCollection(collection).deleteOne(new Document("_id", id));
        database.getCollection(collection).insertOne(document);
    }

    /** What the queues show at each look; quiet begins with the first of the looks in a row that saw nothing. */
    private static final class Script implements QueueWatch {

        private record Step(State state, Runnable after) {}

        private final Deque<Step> steps = new ArrayDeque<>();
        private long since;
        private boolean empty;
        private int looks;

        Script shows(State... states) {
            for (State state : states) {
                steps.add(new Step(state, () -> {}));
            }
            return this;
        }

        /** Happens after the last look that was added. */
        Script then(Runnable happening) {
            steps.add(new Step(steps.removeLast().state(), happening));
            return this;
        }

        @Override
        public State look() {
            looks++;
            Step step = steps.remove();
            if (step.state() != State.BUSY && !empty) {
                since = System.nanoTime();
            }
            empty = step.state() != State.BUSY;
            step.after().run();
            return step.state();
        }

        @Override
        public long quietSince() {
            return since;
        }

        @Override
        public void restart() {
            empty = false;
        }
    }
}
