package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cast.CastRecord;
import io.tributary.definition.FieldDefinition;
import io.tributary.definition.FieldType;
import io.tributary.definition.Place;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ProjectionDefinition.WriteMode;
import io.tributary.record.Key;
import io.tributary.record.Operation;
import io.tributary.record.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What records do to one document: the rules of DESIGN.md section 5. */
class DecisionTest {

    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
    private static final Object ABSENT = CastRecord.ABSENT;
    private static final Duration KEEP = Duration.ofDays(15);

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void any_order_and_any_repetition_give_the_same_document(WriteMode mode) {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<CastRecord> records = randomRecords(random, mode);
            Document expected = business(apply(mode, records));
            List<CastRecord> shuffled = new ArrayList<>(records);
            shuffled.addAll(records);
            Collections.shuffle(shuffled, random);
            assertThat(business(apply(mode, shuffled))).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void every_parent_that_was_ever_stored_stays_a_reference(WriteMode mode) {
        for (int seed = 0; seed < 200; seed++) {
            Set<Object> seen = new HashSet<>();
            Stored stored = null;
            for (CastRecord record : randomRecords(new Random(seed), mode)) {
                stored = step(decision(mode), record, stored);
                Object parent = stored.document().get("parent");
                if (parent != null) {
                    seen.add(parent);
                }
                assertThat(stored.references("parent")).containsAll(seen);
            }
        }
    }

    @Test
    void past_references_are_kept_for_their_time_and_no_longer() {
        WriteDecision decision = decision(WriteMode.REPLACE);
        Stored first = step(decision, record(WriteMode.REPLACE, 1, 10, 7, "a"), null);
        Stored moved = step(decision, record(WriteMode.REPLACE, 2, 11, 5, "a"), first);
        assertThat(moved.references("parent")).containsExactly(5, 7);
        Instant later = NOW.plus(KEEP).plusSeconds(1);
        Decision after = decision.decide(record(WriteMode.REPLACE, 3, 12, 5, "b"), moved, later);
        assertThat(after.references()).containsEntry("parent", List.of(5));
    }

    @Test
    void a_tombstone_keeps_the_references_and_no_values() {
        Stored live = step(decision(WriteMode.REPLACE), record(WriteMode.REPLACE, 1, 10, 7, "a"), null);
        Stored deleted = step(decision(WriteMode.REPLACE), delete(WriteMode.REPLACE, 2, 11), live);
        assertThat(deleted.deleted()).isTrue();
        assertThat(deleted.document().keySet()).containsExactlyInAnyOrder("_id", "_meta");
        assertThat(deleted.references("parent")).containsExactly(7);
    }

    @Test
    void an_equal_newer_record_moves_the_version_on_and_tells_nobody() {
        Stored stored = step(decision(WriteMode.REPLACE), record(WriteMode.REPLACE, 1, 10, 7, "a"), null);
        Decision decision = decision(WriteMode.REPLACE).decide(record(WriteMode.REPLACE, 1, 11, 7, "a"), stored, NOW);
        assertThat(decision.outcome()).isEqualTo(Decision.Outcome.UNCHANGED);
        assertThat(decision.outcome().notifies()).isFalse();
        assertThat(step(decision(WriteMode.REPLACE), record(WriteMode.REPLACE, 1, 11, 7, "a"), stored)
                        .version())
                .isEqualTo(new Version(1, 11));
    }

    @Test
    void same_and_stale_records_write_nothing_and_notify() {
        Stored stored = step(decision(WriteMode.REPLACE), record(WriteMode.REPLACE, 5, 10, 7, "a"), null);
        Decision same = decision(WriteMode.REPLACE).decide(record(WriteMode.REPLACE, 5, 10, 7, "a"), stored, NOW);
        Decision stale = decision(WriteMode.REPLACE).decide(record(WriteMode.REPLACE, 4, 99, 3, "z"), stored, NOW);
        assertThat(same.outcome()).isEqualTo(Decision.Outcome.SAME);
        assertThat(stale.outcome()).isEqualTo(Decision.Outcome.STALE);
        assertThat(List.of(same, stale)).allSatisfy(decision -> {
            assertThat(decision.document()).isNull();
            assertThat(decision.outcome().notifies()).isTrue();
            assertThat(decision.references()).containsEntry("parent", List.of(7));
        });
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void a_newer_record_touches_the_fields_that_it_changes(WriteMode mode) {
        Stored stored = step(decision(mode), record(mode, 1, 10, 7, "a"), null);
        assertThat(touched(mode, record(mode, 2, 11, 7, "b"), stored)).isEqualTo(Touched.of(List.of("name")));
        assertThat(touched(mode, record(mode, 2, 11, 5, "b"), stored)).isEqualTo(Touched.of(List.of("name", "parent")));
        assertThat(touched(mode, record(mode, 2, 11, 7, "a"), stored)).isEqualTo(Touched.of(List.of()));
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void whatever_may_have_been_written_and_not_told_touches_all(WriteMode mode) {
        Stored stored = step(decision(mode), record(mode, 5, 10, 7, "a"), null);
        assertThat(List.of(
                        touched(mode, record(mode, 5, 10, 7, "a"), null),
                        touched(mode, record(mode, 5, 10, 7, "a"), stored),
                        touched(mode, record(mode, 4, 10, 7, "b"), stored),
                        touched(mode, delete(mode, 6, 11), stored),
                        touched(mode, record(mode, 7, 12, 7, "a"), step(decision(mode), delete(mode, 6, 11), stored))))
                .containsOnly(Touched.ALL);
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void a_record_that_comes_again_with_a_field_more_touches_all(WriteMode mode) {
        // Cast by a definition that lacked the name, written, and not told; then cast by one that has it.
        Stored stored = step(decision(mode), record(mode, 5, 10, 7, mode == WriteMode.MERGE ? ABSENT : null), null);
        Decision again = decision(mode).decide(record(mode, 5, 10, 7, "z"), stored, NOW);
        assertThat(again.outcome()).isEqualTo(Decision.Outcome.NEWER);
        assertThat(again.touched()).isEqualTo(Touched.ALL);
    }

    private static Touched touched(WriteMode mode, CastRecord record, @Nullable Stored stored) {
        return decision(mode).decide(record, stored, NOW).touched();
    }

    @Test
    void the_read_sequence_breaks_a_tie_of_the_source_version() {
        Stored stored = step(decision(WriteMode.REPLACE), record(WriteMode.REPLACE, 5, 10, 7, "a"), null);
        Stored next = step(decision(WriteMode.REPLACE), record(WriteMode.REPLACE, 5, 11, 7, "b"), stored);
        assertThat(next.document()).containsEntry("name", "b");
    }

    @Test
    void merging_changes_only_the_fields_that_a_record_brings() {
        CastRecord name = partial(1, 10, CastRecord.ABSENT, "a");
        CastRecord parent = partial(2, 11, 7, CastRecord.ABSENT);
        Document merged = apply(WriteMode.MERGE, List.of(parent, name)).document();
        assertThat(merged).containsEntry("name", "a").containsEntry("parent", 7);
    }

    @Test
    void merging_after_a_delete_brings_back_only_what_is_newer() {
        CastRecord old = partial(1, 10, 7, "old");
        CastRecord name = partial(3, 12, CastRecord.ABSENT, "new");
        Document merged = apply(WriteMode.MERGE, List.of(name, delete(WriteMode.MERGE, 2, 11), old))
                .document();
        assertThat(merged).containsEntry("name", "new").doesNotContainKey("parent");
    }

    private static Stored apply(WriteMode mode, List<CastRecord> records) {
        Stored stored = null;
        for (CastRecord record : records) {
            stored = step(decision(mode), record, stored);
        }
        return java.util.Objects.requireNonNull(stored);
    }

    private static Stored step(WriteDecision decision, CastRecord record, @Nullable Stored stored) {
        Document next = decision.decide(record, stored, NOW).document();
        if (next == null) {
            return java.util.Objects.requireNonNull(stored);
        }
        next.get("_meta", Document.class).append("revision", new ObjectId());
        return new Stored(next);
    }

    /** What I2 speaks of: the values, whether it is deleted, and the version; the history of references depends on what was stored. */
    private static Document business(Stored stored) {
        Document copy = new Document(stored.document());
        copy.remove("_meta");
        return copy.append("deleted", stored.deleted()).append("version", stored.version());
    }

    private static List<CastRecord> randomRecords(Random random, WriteMode mode) {
        return IntStream.range(0, 2 + random.nextInt(5))
                .mapToObj(i -> {
                    int source = random.nextInt(3);
                    if (random.nextInt(4) == 0) {
                        return delete(mode, source, i);
                    }
                    // Equal sequences happen: messages of another producer within one millisecond.
                    int sequence = random.nextInt(5) == 0 ? 0 : i;
                    Object parent =
                            mode == WriteMode.MERGE && random.nextBoolean() ? CastRecord.ABSENT : random.nextInt(3);
                    return new CastRecord(
                            Key.of(1),
                            Operation.UPSERT,
                            new Version(source, sequence),
                            new @Nullable Object[] {1, parent, random.nextBoolean() ? "a" : null},
                            i);
                })
                .toList();
    }

    private static CastRecord record(WriteMode mode, long source, long sequence, Object parent, @Nullable Object name) {
        return new CastRecord(
                Key.of(1),
                Operation.UPSERT,
                new Version(source, sequence),
                new @Nullable Object[] {1, parent, name},
                0);
    }

    private static CastRecord partial(long source, long sequence, Object parent, Object name) {
        return new CastRecord(
                Key.of(1),
                Operation.UPSERT,
                new Version(source, sequence),
                new @Nullable Object[] {1, parent, name},
                0);
    }

    private static CastRecord delete(WriteMode mode, long source, long sequence) {
        return new CastRecord(
                Key.of(1), Operation.DELETE, new Version(source, sequence), new @Nullable Object[] {1, null, null}, 0);
    }

    private static WriteDecision decision(WriteMode mode) {
        ProjectionLayout layout = layout(mode);
        References references = new References(List.of(layout.references()), KEEP);
        return mode == WriteMode.MERGE ? new MergeFields(layout, references) : new ReplaceIfNewer(layout, references);
    }

    private static ProjectionLayout layout(WriteMode mode) {
        Place place = new Place("test", 1, "");
        List<FieldDefinition> fields = List.of(
                field("id", FieldType.INTEGER, place),
                field("parent", FieldType.INTEGER, place),
                field("name", FieldType.STRING, place));
        return ProjectionLayout.of(
                new ProjectionDefinition(
                        "children", "t.children", List.of("id"), null, mode, null, fields, List.of(), place),
                List.of("parent"));
    }

    private static FieldDefinition field(String name, FieldType type, Place place) {
        return FieldDefinition.plain(name, name, type, false, place);
    }
}
