package io.tributary.cast;

import static io.tributary.cast.Casting.batch;
import static io.tributary.cast.Casting.caster;
import static io.tributary.cast.Casting.delete;
import static io.tributary.cast.Casting.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.definition.ProjectionDefinition;
import io.tributary.record.Key;
import io.tributary.record.Operation;
import io.tributary.record.RecordBatch;
import io.tributary.record.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of whole records. */
class CasterTest {

    private static final String PLAIN =
            "key: id\nfields: { id: { from: ID, type: long }, name: { from: NAME, type: string } }\n";
    private static final String VERSIONED =
            "key: id\nversion: at\nfields: { id: long, at: timestamp, n: { type: integer, required: true } }\n";

    @Test
    void each_row_ends_in_exactly_one_list_and_a_bad_one_does_not_stop_the_rest() {
        CastBatch result =
                caster(PLAIN).cast(batch(List.of("ID", "NAME"), row("1", "a"), row("x", "b"), row("3", null)));

        assertThat(result.records()).extracting(CastRecord::key).containsExactly(Key.of(1L), Key.of(3L));
        assertThat(result.records()).extracting(CastRecord::row).containsExactly(0, 2);
        assertThat(result.records())
                .extracting(CastRecord::version)
                .containsExactly(new Version(0, 1000), new Version(0, 1002));
        assertThat(result.records().get(1).values()).containsExactly(3L, null);
        assertThat(result.rejected())
                .containsExactly(new RejectedRecord(
                        "sor.p",
                        "p",
                        "agent",
                        "file.csv",
                        5,
                        1001,
                        Operation.UPSERT,
                        RejectedRecord.Cause.CAST,
                        "id: 'x' is not a long: a whole number",
                        Map.of("ID", "x", "NAME", "b")));
    }

    @Test
    void a_reason_names_every_field_that_fails() {
        assertThat(reason(VERSIONED, List.of("id", "at", "n"), "1", "never", ""))
                .isEqualTo(
                        "at: 'never' is not a timestamp of the form 2026-01-31T10:00:00 (ISO 8601; format names another);"
                                + " n: is required, but column 'n' is empty");
    }

    @Test
    void rows_that_the_agent_could_not_split_are_rejected_with_its_reason() {
        RecordBatch good = batch(List.of("ID", "NAME"), row("1", "a"), row("2;\"b"));
        RecordBatch batch = new RecordBatch(
                good.topic(),
                good.source(),
                good.place(),
                good.readAt(),
                good.firstSequence(),
                good.columns(),
                good.rows(),
                good.deletes(),
                good.lines(),
                Map.of(1, "a quote is not closed"));

        CastBatch result = caster(PLAIN).cast(batch);

        assertThat(result.records()).hasSize(1);
        assertThat(result.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo("a quote is not closed");
            assertThat(rejected.values()).isEqualTo(Map.of("text", "2;\"b"));
            assertThat(rejected.line()).isEqualTo(5);
        });
    }

    @Test
    void a_row_of_another_length_than_its_columns_is_rejected() {
        assertThat(reason(PLAIN, List.of("ID", "NAME"), "1")).isEqualTo("has 1 values for 2 columns");
        assertThat(reason(PLAIN, List.of("ID", "NAME"), "1", "2", "3")).isEqualTo("has 3 values for 2 columns");
    }

    @Test
    void columns_are_found_whatever_their_case_but_an_exact_name_wins() {
        CastBatch result = caster(PLAIN).cast(batch(List.of("name", "id", "NAME"), row("x", "1", "y")));

        assertThat(result.records().get(0).values()).containsExactly(1L, "y");
    }

    @Test
    void a_column_that_is_missing_is_null() {
        assertThat(caster(PLAIN)
                        .cast(batch(List.of("ID"), row("1")))
                        .records()
                        .get(0)
                        .values())
                .containsExactly(1L, null);
    }

    @Test
    void a_missing_key_or_required_column_is_named_with_the_nearest_that_is_there() {
        assertThat(reason(PLAIN, List.of("IDD", "NAME"), "1", "a"))
                .isEqualTo("id: column 'ID' is missing; did you mean 'IDD'?");
        assertThat(reason(VERSIONED, List.of("id", "updated"), "1", "a"))
                .isEqualTo(
                        "at: column 'at' is missing; there are: id, updated; n: column 'n' is missing; there are: id, updated");
        assertThat(reason(PLAIN, List.of())).isEqualTo("id: column 'ID' is missing; there is none");
    }

    @Test
    void other_columns_in_the_next_batch_are_found_anew() {
        Caster caster = caster(PLAIN);
        caster.cast(batch(List.of("ID", "NAME"), row("1", "a")));

        assertThat(caster.cast(batch(List.of("NAME", "ID"), row("b", "2")))
                        .records()
                        .get(0)
                        .values())
                .containsExactly(2L, "b");
        assertThat(caster.cast(batch(List.of("ID", "NAME"), row("3", "c")))
                        .records()
                        .get(0)
                        .values())
                .containsExactly(3L, "c");
    }

    @Test
    void the_version_keeps_the_microseconds_that_the_stored_timestamp_loses() {
        CastRecord record = caster(VERSIONED)
                .cast(batch(List.of("id", "at", "n"), row("1", "2026-01-31T10:00:00.123456", "1")))
                .records()
                .get(0);

        assertThat(record.version()).isEqualTo(new Version(1769853600123456L, 1000));
        assertThat(record.values()).containsExactly(1L, Instant.parse("2026-01-31T10:00:00.123Z"), 1);
    }

    @Test
    void versions_are_right_before_1970_and_at_the_ends_of_time() {
        assertThat(version("timestamp", "1969-12-31T23:59:59.999999")).isEqualTo(-1);
        assertThat(version("timestamp", "0001-01-01T00:00:00")).isEqualTo(-62135596800000000L);
        assertThat(version("timestamp", "9999-12-31T23:59:59.999999")).isEqualTo(253402300799999999L);
        assertThat(version("date", "1970-01-02")).isEqualTo(1);
        assertThat(version("integer", "7")).isEqualTo(7);
        assertThat(version("long", "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_record_without_its_version_is_rejected() {
        assertThat(reason(VERSIONED, List.of("id", "at", "n"), "1", "", "1"))
                .isEqualTo("at: is required, but column 'at' is empty");
    }

    @Test
    void decimals_of_a_key_lose_the_zeros_at_their_end_and_timestamps_their_microseconds() {
        CastRecord record = caster("key: [d, t]\nfields: { d: decimal, t: timestamp, e: decimal }\n")
                .cast(batch(List.of("d", "t", "e"), row("1.500", "2026-01-31T10:00:00.000999", "1.500")))
                .records()
                .get(0);

        Instant time = Instant.parse("2026-01-31T10:00:00Z");
        assertThat(record.key()).isEqualTo(Key.of(new BigDecimal("1.5"), time));
        assertThat(record.values()).containsExactly(new BigDecimal("1.5"), time, new BigDecimal("1.500"));
    }

    @Test
    void a_delete_is_cast_to_its_key_alone_whatever_else_it_holds() {
        CastRecord record = caster(VERSIONED)
                .cast(delete(List.of("id", "at", "n"), "1", "2026-01-31T10:00:00", "not a number"))
                .records()
                .get(0);

        assertThat(record.operation()).isEqualTo(Operation.DELETE);
        assertThat(record.key()).isEqualTo(Key.of(1L));
        assertThat(record.version().source()).isEqualTo(1769853600000000L);
        assertThat(record.values()).containsExactly(1L, null, null);
    }

    @Test
    void a_delete_needs_no_other_columns_than_key_and_version() {
        assertThat(caster(PLAIN).cast(delete(List.of("ID"), "1")).records()).hasSize(1);
        assertThat(caster(VERSIONED).cast(delete(List.of("id"), "1")).rejected())
                .extracting(RejectedRecord::reason)
                .containsExactly("at: column 'at' is missing; there are: id");
    }

    @Test
    void a_delete_without_a_version_cannot_be_put_in_order_and_is_rejected() {
        CastBatch result = caster(VERSIONED).cast(delete(List.of("id", "at"), "1", null));

        assertThat(result.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo("at: a delete needs a version, but column 'at' is empty");
            assertThat(rejected.operation()).isEqualTo(Operation.DELETE);
        });
    }

    @Test
    void a_mark_makes_a_record_a_delete() {
        Caster caster = caster("key: id\ndeleteWhen: { column: S, is: [D, 9] }\nfields: { id: long }\n");

        assertThat(caster.cast(batch(List.of("id", "s"), row("1", " D "), row("2", 9L), row("3", "A")))
                        .records())
                .extracting(CastRecord::operation)
                .containsExactly(Operation.DELETE, Operation.DELETE, Operation.UPSERT);
        assertThat(caster.cast(batch(List.of("id", "s"), row("1", null), row("2", "d"), row("3", "")))
                        .records())
                .extracting(CastRecord::operation)
                .containsOnly(Operation.UPSERT);
    }

    @Test
    void without_the_column_of_the_mark_a_delete_would_pass_for_an_upsert_so_it_has_to_be_there() {
        String definition = "key: id\ndeleteWhen: { column: STATUS, is: D }\nfields: { id: long }\n";

        assertThat(reason(definition, List.of("id", "STATE"), "1", "D"))
                .isEqualTo("deleteWhen: column 'STATUS' is missing; did you mean 'STATE'?");
        assertThat(caster(definition).cast(delete(List.of("id"), "1")).records())
                .hasSize(1);
        assertThat(caster("write: merge\n" + definition)
                        .cast(batch(List.of("id"), row("1")))
                        .records())
                .hasSize(1);
    }

    @Test
    void a_partial_record_tells_what_it_does_not_bring_from_what_is_null() {
        Caster caster = caster(
                "write: merge\nkey: id\nfields: { id: long, a: { type: string, required: true }, b: string, c: string }\n");

        CastBatch result = caster.cast(batch(List.of("id", "b"), row("1", "")));

        assertThat(result.records().get(0).values()).containsExactly(1L, CastRecord.ABSENT, null, CastRecord.ABSENT);
        assertThat(caster.cast(batch(List.of("id", "a"), row("1", ""))).rejected())
                .extracting(RejectedRecord::reason)
                .containsExactly("a: is required, but column 'a' is empty");
    }

    @Test
    void an_own_cast_runs_first_and_its_result_is_still_brought_to_the_type() {
        Map<String, CastFunction> own =
                Map.of("century", value -> "20" + value, "day", value -> LocalDate.of(2026, 1, 31));
        Caster caster = caster(
                "key: id\nfields: { id: { type: integer, cast: century }, day: { type: date, cast: day } }\n", own);

        assertThat(caster.cast(batch(List.of("id", "day"), row(" 26", "today")))
                        .records()
                        .get(0)
                        .values())
                .containsExactly(2026, LocalDate.of(2026, 1, 31));
        assertThat(caster.cast(batch(List.of("id", "day"), row("26", " ")))
                        .records()
                        .get(0)
                        .values())
                .containsExactly(2026, null);
    }

    @Test
    void whatever_an_own_cast_throws_rejects_its_record_and_no_other() {
        Map<String, CastFunction> own = Map.of("odd", value -> {
            if (value.equals("1")) {
                throw new IllegalArgumentException("'1' is odd");
            }
            if (value.equals("3")) {
                throw new IllegalStateException("broken");
            }
            return value;
        });
        Caster caster = caster("key: id\nfields: { id: { type: integer, cast: odd } }\n", own);

        CastBatch result = caster.cast(batch(List.of("id"), row("1"), row("2"), row("3")));

        assertThat(result.records()).extracting(CastRecord::key).containsExactly(Key.of(2));
        assertThat(result.rejected())
                .extracting(RejectedRecord::reason)
                .containsExactly(
                        "id: '1' is odd", "id: '3' made its own cast fail: java.lang.IllegalStateException: broken");
    }

    @Test
    void a_caster_without_the_own_cast_that_its_definition_names_is_refused() {
        ProjectionDefinition definition = Casting.projection(
                "key: id\nfields: { id: { type: long, cast: odd } }\n", Map.of("odd", value -> value));

        assertThatThrownBy(() -> new Caster(definition, Map.of()))
                .hasMessage("p.yaml:4 fields.id.cast: there is no cast function 'odd'");
    }

    @Test
    void rows_of_a_batch_may_be_deletes_and_upserts() {
        BitSet deletes = new BitSet();
        deletes.set(1);

        assertThat(caster(PLAIN)
                        .cast(batch(List.of("ID"), deletes, row("1"), row("2")))
                        .records())
                .extracting(CastRecord::operation)
                .containsExactly(Operation.UPSERT, Operation.DELETE);
    }

    private static long version(String type, String value) {
        return caster("key: id\nversion: v\nfields: { id: long, v: " + type + " }\n")
                .cast(batch(List.of("id", "v"), row("1", value)))
                .records()
                .get(0)
                .version()
                .source();
    }

    private static String reason(String definition, List<String> columns, Object... values) {
        return caster(definition).cast(batch(columns, values)).rejected().get(0).reason();
    }
}
