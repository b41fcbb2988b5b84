package io.tributary.cast;

import static io.tributary.cast.Casting.batch;
import static io.tributary.cast.Casting.caster;
import static io.tributary.cast.Casting.delete;
import static io.tributary.cast.Casting.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.record.Key;
import io.tributary.record.Operation;
import io.tributary.record.Version;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a record holds that no field takes, what makes it a delete, and what of it is not stored. */
class WholeRecordTest {

    @Nested
    class Unknown {

        private static final String FIELDS =
                "key: id\nfields: { id: { from: ID, type: long }, name: { from: NAME, type: string } }\n";

        @Test
        void what_no_field_takes_is_dropped_and_named() {
            Caster caster = caster(FIELDS);
            assertThat(values(caster, List.of("ID", "NAME", "EXTRA"), 1L, "a", "x"))
                    .containsExactly(1L, "a");
            assertThat(caster.unknown(List.of("ID", "EXTRA", "name", "MORE"))).containsExactly("EXTRA", "MORE");
            assertThat(caster.unknown(List.of("ID", "NAME"))).isEmpty();
        }

        @Test
        void it_is_kept_as_it_comes_in_an_object_of_its_own() {
            Caster caster = caster("unknown: keep\n" + FIELDS);
            assertThat(values(
                            caster,
                            List.of("ID", "A", "NAME", "B", "C", "D"),
                            1L,
                            " x ",
                            "a",
                            new BigDecimal("1.50"),
                            "  ",
                            List.of(true)))
                    .containsExactly(1L, "a", Map.of("A", " x ", "B", new BigDecimal("1.50"), "D", List.of(true)));
            assertThat(values(caster, List.of("ID", "NAME", "A"), 1L, "a", "")).containsExactly(1L, "a", null);
        }

        @Test
        void a_partial_record_without_unknown_columns_leaves_those_that_were_kept() {
            Caster caster = caster("unknown: keep\nwrite: merge\n" + FIELDS);
            assertThat(values(caster, List.of("ID"), 1L)).containsExactly(1L, CastRecord.ABSENT, CastRecord.ABSENT);
            assertThat(values(caster, List.of("ID", "A"), 1L, null)).containsExactly(1L, CastRecord.ABSENT, null);
        }

        @Test
        void a_name_that_no_document_can_have_rejects_the_record_that_is_to_keep_it() {
            assertThat(reason(caster("unknown: keep\n" + FIELDS), List.of("ID", "NAME", "$A"), 1L, "a", "x"))
                    .startsWith("unknown: ")
                    .contains("holds the name '$A': it may not be empty, begin with '$', nor hold '.' or NUL");
        }

        @Test
        void it_rejects_the_record_with_the_name_that_was_perhaps_meant() {
            Caster caster = caster("unknown: reject\n" + FIELDS);
            assertThat(reason(caster, List.of("ID", "NAMES"), 1L, "a"))
                    .isEqualTo("column 'NAMES' is in no field; did you mean 'NAME'?");
            assertThat(reason(caster, List.of("ID", "NAME", "MORE"), 1L, "a", null))
                    .isEqualTo("column 'MORE' is in no field");
            assertThat(values(caster, List.of("ID", "NAME"), 1L, "a")).containsExactly(1L, "a");
        }

        @Test
        void what_marks_deletes_or_goes_into_a_computed_field_is_not_unknown() {
            Caster caster = caster(
                    "deleteWhen: { column: S, is: D }\nkey: id\nfields: { id: { from: ID, type: long },"
                            + " sum: { type: decimal, expression: A + B }, city: { type: string, template: \"${P.city}\" } }\n");
            assertThat(caster.unknown(List.of("ID", "S", "A", "B", "P", "X"))).containsExactly("X");
        }
    }

    @Nested
    class Deletes {

        private static final String FIELDS =
                "key: id\nversion: v\ndeleteWhen: { where: { state: [closed, gone], age: { min: 30 } } }\n"
                        + "fields: { id: long, v: long, state: { from: STATE, type: string, cast: lower, omit: true },"
                        + " age: { from: AGE, type: integer }, name: { type: string, required: true } }\n";
        private static final List<String> COLUMNS = List.of("id", "v", "STATE", "AGE", "name");

        @Test
        void a_record_that_fulfils_the_condition_is_a_delete_with_its_version() {
            CastRecord record = record(caster(FIELDS), COLUMNS, 1L, 7L, "CLOSED", "30", "a");
            assertThat(record.operation()).isEqualTo(Operation.DELETE);
            assertThat(record.key()).isEqualTo(Key.of(1L));
            assertThat(record.version()).isEqualTo(new Version(7, 1000));
            assertThat(record.values()).containsExactly(1L, null, null, null, null);
        }

        @Test
        void what_a_delete_does_not_need_may_be_wrong() {
            assertThat(record(caster(FIELDS), COLUMNS, 1L, 7L, "gone", 31L, null)
                            .operation())
                    .isEqualTo(Operation.DELETE);
        }

        @Test
        void a_record_that_does_not_or_cannot_tell_is_none() {
            Caster caster = caster(FIELDS);
            assertThat(record(caster, COLUMNS, 1L, 7L, "open", "30", "a").operation())
                    .isEqualTo(Operation.UPSERT);
            assertThat(record(caster, COLUMNS, 1L, 7L, "closed", null, "a").operation())
                    .isEqualTo(Operation.UPSERT);
            assertThat(reason(caster, COLUMNS, 1L, 7L, "closed", "x", "a"))
                    .isEqualTo("age: 'x' is not an integer: a whole number");
        }

        @Test
        void without_the_columns_it_asks_for_a_record_is_rejected() {
            assertThat(reason(caster(FIELDS), List.of("id", "v", "AGE", "name"), 1L, 7L, "1", "a"))
                    .isEqualTo("deleteWhen: column 'STATE' is missing; there are: id, v, AGE, name");
            CastBatch deletes = caster(FIELDS).cast(delete(List.of("id", "v"), 1L, 7L));
            assertThat(deletes.rejected()).isEmpty();
        }

        @Test
        void a_partial_record_without_them_is_no_delete() {
            Caster caster = caster("write: merge\n" + FIELDS);
            assertThat(record(caster, List.of("id", "v", "name"), 1L, 7L, "a").operation())
                    .isEqualTo(Operation.UPSERT);
            assertThat(record(caster, List.of("id", "v", "STATE", "AGE"), 1L, 7L, "gone", "40")
                            .operation())
                    .isEqualTo(Operation.DELETE);
        }

        @Test
        void an_omitted_field_is_checked_and_not_stored() {
            assertThat(values(caster(FIELDS), COLUMNS, 1L, 7L, "open", "30", "a"))
                    .containsExactly(1L, 7L, null, 30, "a");
            assertThat(values(caster("write: merge\n" + FIELDS), COLUMNS, 1L, 7L, "open", "30", "a"))
                    .containsExactly(1L, 7L, CastRecord.ABSENT, 30, "a");
            assertThat(reason(
                            caster("key: id\nfields: { id: long, at: { type: integer, omit: true } }\n"),
                            List.of("id", "at"),
                            1L,
                            "x"))
                    .isEqualTo("at: 'x' is not an integer: a whole number");
        }

        @Test
        void an_omitted_version_orders_all_the_same() {
            CastRecord record = record(
                    caster("key: id\nversion: v\nfields: { id: long, v: { type: long, omit: true } }\n"),
                    List.of("id", "v"),
                    1L,
                    7L);
            assertThat(record.version()).isEqualTo(new Version(7, 1000));
            assertThat(record.values()).containsExactly(1L, null);
        }
    }

    @Nested
    class Keys {

        @Test
        void differently_written_keys_are_one() {
            Caster caster =
                    caster("key: [country, id]\nfields: { country: { from: C, type: string, cast: [trim, upper] },"
                            + " id: { from: ID, type: long } }\n");
            List<Key> keys = caster
                    .cast(batch(List.of("C", "ID"), row(" it", "0042"), row("IT ", 42L), row("It", "+42")))
                    .records()
                    .stream()
                    .map(CastRecord::key)
                    .distinct()
                    .toList();
            assertThat(keys).containsExactly(Key.of("IT", 42L));
        }

        @Test
        void a_part_of_which_a_cast_leaves_nothing_rejects_the_record() {
            Caster caster = caster("key: [country, id]\nfields: { country: { type: string, cast: trim }, id: long }\n");
            assertThat(reason(caster, List.of("country", "id"), "  ", 1L))
                    .isEqualTo("country: is required, but column 'country' is empty");
        }
    }

    private static CastRecord record(Caster caster, List<String> columns, @Nullable Object... values) {
        CastBatch result = caster.cast(batch(columns, new @Nullable Object[][] {values}));
        assertThat(result.rejected()).isEmpty();
        return result.records().get(0);
    }

    private static @Nullable Object[] values(Caster caster, List<String> columns, @Nullable Object... values) {
        return record(caster, columns, values).values();
    }

    private static String reason(Caster caster, List<String> columns, @Nullable Object... values) {
        CastBatch result = caster.cast(batch(columns, new @Nullable Object[][] {values}));
        assertThat(result.records()).isEmpty();
        return result.rejected().get(0).reason();
    }
}
