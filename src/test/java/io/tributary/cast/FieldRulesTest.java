package io.tributary.cast;

import static io.tributary.cast.Casting.batch;
import static io.tributary.cast.Casting.caster;
import static io.tributary.cast.Casting.delete;
import static io.tributary.cast.Casting.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a record whose fields are computed, invalid, or have a default. */
class FieldRulesTest {

    @Test
    void invalid_values_that_pass_are_counted_by_field() {
        Caster caster = caster("""
                key: id
                fields:
                  id: long
                  a: { type: integer, onInvalid: null }
                  b: { type: integer, default: 7, onInvalid: default }
                  c: { type: integer, default: 9 }
                """);
        CastBatch cast = caster.cast(batch(
                List.of("id", "a", "b", "c"), row("1", "x", "x", ""), row("2", "x", "2", "3"), row("3", "", "", "")));
        assertThat(cast.rejected()).isEmpty();
        assertThat(cast.records().get(0).values()).containsExactly(1L, null, 7, 9);
        assertThat(cast.records().get(1).values()).containsExactly(2L, null, 2, 3);
        assertThat(cast.records().get(2).values()).containsExactly(3L, null, 7, 9);
        assertThat(cast.replaced()).as("a missing value is not invalid").isEqualTo(Map.of("a", 2, "b", 1));
    }

    @Test
    void a_default_stands_for_a_column_that_is_not_there_unless_records_are_merged() {
        String fields = "key: id\nfields: { id: long, a: { type: integer, required: true, default: 7 } }\n";
        assertThat(caster(fields)
                        .cast(batch(List.of("id"), row("1")))
                        .records()
                        .get(0)
                        .values())
                .containsExactly(1L, 7);
        assertThat(caster("write: merge\n" + fields)
                        .cast(batch(List.of("id"), row("1")))
                        .records()
                        .get(0)
                        .values())
                .containsExactly(1L, CastRecord.ABSENT);
    }

    @Test
    void a_computed_key_needs_its_columns_also_for_a_delete() {
        Caster caster = caster("key: id\nfields: { id: { type: string, template: \"${A}-${B}\" }, c: string }\n");
        CastBatch cast = caster.cast(delete(List.of("a", "B"), "1", "2"));
        assertThat(cast.records().get(0).key().parts()).isEqualTo(List.<Object>of("1-2"));
        assertThat(caster.cast(batch(List.of("A", "B"), row("1", " "))).rejected())
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).isEqualTo("id: is required, but '${A}-${B}' has no value"));
        assertThat(caster.cast(batch(List.of("A"), row("1"))).rejected())
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).isEqualTo("id: is required, but '${A}-${B}' has no value"));
    }

    @Test
    void a_merged_record_that_does_not_bring_all_columns_of_a_formula_leaves_its_field_alone() {
        Caster caster = caster("""
                key: id
                write: merge
                fields: { id: long, total: { type: decimal, expression: PRICE * QUANTITY } }
                """);
        assertThat(caster.cast(batch(List.of("id", "PRICE"), row("1", "2")))
                        .records()
                        .get(0)
                        .values())
                .containsExactly(1L, CastRecord.ABSENT);
        assertThat(caster.cast(batch(List.of("id", "price", "quantity"), row("1", "2", "")))
                        .records()
                        .get(0)
                        .values())
                .as("a column without a value is brought")
                .containsExactly(1L, null);
    }

    @Test
    void an_expression_reads_into_objects_and_columns_with_dots() {
        Caster caster = caster("""
                key: id
                fields:
                  id: long
                  city: { type: string, expression: upper(address.city) }
                  zip: { type: string, template: "${address.zip}" }
                """);
        CastBatch cast = caster.cast(
                batch(List.of("id", "address", "address.zip"), row("1", Map.of("city", "Rome", "zip", "x"), "00100")));
        assertThat(cast.records().get(0).values()).containsExactly(1L, "ROME", "00100");
    }

    @Test
    void a_limit_counts_after_the_cast_and_onInvalid_is_for_limits_too() {
        Caster caster =
                caster("key: id\nfields: { id: long, a: { type: decimal, decimal: ',', max: 10, onInvalid: null } }\n");
        CastBatch cast = caster.cast(batch(List.of("id", "a"), row("1", "10,00"), row("2", "10,01")));
        assertThat(cast.records().get(1).values()).containsExactly(2L, null);
        assertThat(cast.replaced()).isEqualTo(Map.of("a", 1));
    }
}
