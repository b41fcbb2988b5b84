package io.tributary.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.cast.Casting.Reason;
import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import io.tributary.record.Surrogates;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that cannot be stored exactly rejects its record, with a reason, in little time and memory; and no other record. */
class HostileValuesTest {

    private static final List<String> TYPES = List.of(
            "string", "integer", "long", "decimal", "double", "boolean", "date", "timestamp", "object", "array");

    static Stream<Arguments> beyondBounds() {
        return Stream.of(
                arguments("long", "9223372036854775808", "is beyond the range of a long; type decimal holds 34 digits"),
                arguments("long", new BigDecimal("9223372036854775808"), "is not a long: a whole number"),
                arguments("integer", 1L << 40, "is beyond the range of an integer; type long holds it"),
                arguments("decimal", "1e1000000000", "is not a decimal such as 1234.5"),
                arguments("decimal", "0." + "1".repeat(35), "has more digits than the 34 of a decimal"),
                arguments("decimal", new BigDecimal("1e1000000000"), "has more digits than the 34 of a decimal"),
                arguments("decimal", new BigDecimal("1e-1000000000"), "has more digits than the 34 of a decimal"),
                arguments("double", "1e400", "is beyond the range of a double"),
                arguments("double", new BigDecimal("1e400"), "is beyond the range of a double"),
                arguments("double", "1e1000000000", "is beyond the range of a double"),
                arguments("string", new BigDecimal("1e1000000000"), "has more digits than the 34 of a number"),
                arguments("date", "+999999999-12-31", "is not a date of the years 1 to 9999"),
                arguments("date", "-0001-01-01", "is not a date of the years 1 to 9999"),
                arguments("date", "+9999999999-01-01", "is not a date of the form 2026-01-31"),
                arguments("date", "2026-02-30", "is not a date of the form 2026-01-31"),
                arguments("timestamp", "+999999999-12-31T23:59:59", "is not a timestamp of the years 1 to 9999"),
                arguments("timestamp", "-999999999-01-01T00:00:00+18:00", "is not a timestamp of the years 1 to 9999"),
                arguments("timestamp", "9999-12-31T23:59:59-18:00", "is not a timestamp of the years 1 to 9999"),
                arguments("timestamp", "2026-01-31T23:59:60", "is not a timestamp of the form"),
                arguments("object", "{\"a\":1e1000000000}", "which is neither text, boolean nor a number of 34 digits"),
                arguments("object", "{\"a\":1e99999999999999}", "is not a JSON object"),
                arguments("array", "[" + "1".repeat(100_000) + "]", "is not a JSON array"),
                arguments("array", "[NaN]", "is not a JSON array"));
    }

    @ParameterizedTest
    @MethodSource("beyondBounds")
    @Attack(
            kind = Kind.VALUES,
            by =
                    "whole numbers beyond 64 bits, 1e400, exponents of a billion, decimals of more than 34 digits, the year"
                            + " 999999999, 30 February",
            then =
                    "reject their record with field, value and what would be right; nothing is rounded or wrapped around")
    void a_value_beyond_its_type_is_rejected(String type, Object value, String reason) {
        assertThat(Casting.value("type: " + type, value))
                .isInstanceOfSatisfying(Reason.class, rejected -> assertThat(rejected.text())
                        .startsWith("f: '")
                        .contains(reason)
                        .hasSizeLessThan(250));
    }

    @Test
    @Attack(
            kind = Kind.VALUES,
            by = "zero with a sign, a scale or an exponent",
            then = "is zero, and as a key one and the same key")
    void zeros_are_zero() {
        for (Object zero : List.of("-0", "0", 0L, new BigDecimal("-0.00"), new BigDecimal("0E+20"))) {
            boolean hugeScale = zero instanceof BigDecimal decimal && decimal.scale() < -18;
            if (!hugeScale) {
                assertThat(Casting.value("type: long", zero)).as("%s", zero).isEqualTo(0L);
            }
            assertThat((BigDecimal) Casting.value("type: decimal", zero))
                    .as("%s", zero)
                    .isEqualByComparingTo(BigDecimal.ZERO);
        }
        Caster caster = Casting.caster("key: d\nfields: { d: decimal }\n");
        assertThat(caster.cast(Casting.batch(
                                List.of("d"),
                                Casting.row("-0"),
                                Casting.row("0.000"),
                                Casting.row(new BigDecimal("0E+20"))))
                        .records())
                .extracting(CastRecord::key)
                .hasSize(3)
                .containsOnly(io.tributary.record.Key.of(BigDecimal.ZERO));
    }

    @Test
    @Attack(
            kind = Kind.NAMES,
            by = "half of a surrogate pair, in a key, a text, or a name or text within an object",
            then = "rejects its record: no UTF-8 holds it, a database would give back another key")
    void halves_of_surrogate_pairs_are_rejected() {
        for (String half : List.of("\uD83D", "a\uDE00b", "\uDE00\uD83D", "\uD83D\uD83D\uDE00")) {
            assertThat(Casting.value("type: string", half))
                    .isInstanceOfSatisfying(Reason.class, rejected -> assertThat(rejected.text())
                            .contains("holds half of a surrogate pair, which no UTF-8 text can hold")
                            .matches(Surrogates::arePaired));
            for (Object structure : List.of(Map.of("a", half), Map.of(half, 1L), Map.of("a", List.of(half)))) {
                assertThat(Casting.value("type: object", structure)).isInstanceOf(Reason.class);
            }
        }
        assertThat(Casting.value("type: string", "a\uD83D\uDE00")).isEqualTo("a\uD83D\uDE00");
    }

    @Test
    void a_reason_that_is_cut_within_a_pair_can_still_be_stored() {
        Reason reason = (Reason) Casting.value("type: long", "x" + "\uD83D\uDE00".repeat(100));
        assertThat(reason.text()).contains("...").matches(Surrogates::arePaired);
    }

    @Test
    @Attack(
            kind = Kind.VALUES,
            by = "texts and numbers of 10 million characters, lists and objects, for every type",
            then = "are cast or rejected with a short reason, in time that grows with their length and not its square")
    void no_value_makes_a_cast_throw() {
        String long_ = "1".repeat(10_000_000);
        List<Object> values = List.of(
                long_,
                long_ + ".5",
                "1e" + long_,
                "-".repeat(10_000_000),
                "\0",
                "$where",
                new BigDecimal("1e999"),
                true,
                Map.of("$a", 1L),
                List.of(),
                Collections.nCopies(100_000, Map.of("a", List.of())));
        for (String type : TYPES) {
            for (Object value : values) {
                Object cast = Casting.value("type: " + type, value);
                if (cast instanceof Reason reason) {
                    assertThat(reason.text()).startsWith("f: ").hasSizeLessThan(250);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    @Attack(
            kind = Kind.NAMES,
            by = "names within an object that begin with $, hold a dot or NUL, or are empty",
            then = "reject their record, with the name: they never reach the database")
    void names_that_a_database_would_take_for_more_are_rejected(String name) {
        assertThat(Casting.value("type: object", Map.of(name, 1L))).isInstanceOf(Reason.class);
        assertThat(Casting.value("type: array", List.of(Map.of("a", Map.of(name, 1L)))))
                .isInstanceOf(Reason.class);
    }

    static Stream<String> names() {
        return Stream.of("$where", "$", "a.b", ".", "a\0", "");
    }
}
