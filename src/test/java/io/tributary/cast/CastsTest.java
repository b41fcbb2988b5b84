package io.tributary.cast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.cast.Casting.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value is cast exactly or rejected with a reason; nothing is guessed, rounded or wrapped around. */
class CastsTest {

    private static final String ROME = "type: timestamp, format: 'yyyy-MM-dd HH:mm:ss', zone: Europe/Rome";

    static Stream<Arguments> good() {
        return Stream.of(
                arguments("type: string", " a b ", "a b"),
                arguments("type: string", "", null),
                arguments("type: string", " \t", null),
                arguments("type: string, trim: false", " a ", " a "),
                arguments("type: string, trim: false", "", ""),
                arguments("type: string", 42L, "42"),
                arguments("type: string", new BigDecimal("1.5E+3"), "1500"),
                arguments("type: string", new BigDecimal("1.50"), "1.50"),
                arguments("type: string", true, "true"),
                arguments("type: integer", "0042", 42),
                arguments("type: integer", " +7 ", 7),
                arguments("type: integer", "-2147483648", Integer.MIN_VALUE),
                arguments("type: integer", 2147483647L, Integer.MAX_VALUE),
                arguments("type: integer", new BigDecimal("5.00"), 5),
                arguments("type: integer", "", null),
                arguments("type: integer", "   ", null),
                arguments("type: integer, trim: false", "   ", null),
                arguments("type: long", "-9223372036854775808", Long.MIN_VALUE),
                arguments("type: long", "9223372036854775807", Long.MAX_VALUE),
                arguments("type: long", "-0", 0L),
                arguments("type: long", new BigDecimal("1E+3"), 1000L),
                arguments("type: decimal", "-0012.50", new BigDecimal("-12.50")),
                arguments("type: decimal", ".5", new BigDecimal("0.5")),
                arguments("type: decimal", "5.", new BigDecimal("5")),
                arguments("type: decimal, decimal: ','", "1234,50", new BigDecimal("1234.50")),
                arguments("type: decimal, decimal: ','", new BigDecimal("1.5"), new BigDecimal("1.5")),
                arguments("type: decimal", 7L, new BigDecimal("7")),
                arguments("type: decimal", "9".repeat(34), new BigDecimal("9".repeat(34))),
                arguments("type: decimal", "1." + "0".repeat(40), new BigDecimal("1")),
                arguments("type: double", "1.5e3", 1500.0),
                arguments("type: double, decimal: ','", "-1,5E-3", -0.0015),
                arguments("type: double", 3L, 3.0),
                arguments("type: boolean", "TRUE", true),
                arguments("type: boolean", false, false),
                arguments("type: boolean, true: [Y, 1], false: [N, 0]", "y", true),
                arguments("type: boolean, true: [Y, 1], false: [N, 0]", 0L, false),
                arguments("type: boolean, true: [Y, 1], false: [N, 0]", new BigDecimal("1.0"), true),
                arguments("type: date", "2024-02-29", LocalDate.of(2024, 2, 29)),
                arguments("type: date, format: dd/MM/yyyy", " 29/02/2000 ", LocalDate.of(2000, 2, 29)),
                arguments("type: date, format: dd-MMM-yy", "31-JAN-26", LocalDate.of(2026, 1, 31)),
                arguments("type: date, format: yyyyMMdd", 20260131L, LocalDate.of(2026, 1, 31)),
                arguments("type: date, format: dd/MM/yyyy HH:mm", "31/01/2026 23:59", LocalDate.of(2026, 1, 31)),
                arguments("type: date", "9999-12-31", LocalDate.of(9999, 12, 31)),
                arguments("type: timestamp", "2026-01-31T10:00:00.123456", Instant.parse("2026-01-31T10:00:00.123Z")),
                arguments("type: timestamp", "2026-01-31 10:00:00", Instant.parse("2026-01-31T10:00:00Z")),
                arguments("type: timestamp", "2026-01-31 10:00:00+01", Instant.parse("2026-01-31T09:00:00Z")),
                arguments("type: timestamp", "2026-01-31T10:00:00+0530", Instant.parse("2026-01-31T04:30:00Z")),
                arguments(
                        "type: timestamp, zone: Europe/Rome",
                        "2026-01-31T10:00:00Z",
                        Instant.parse("2026-01-31T10:00:00Z")),
                arguments(
                        "type: timestamp, zone: Europe/Rome",
                        "2026-07-31T10:00",
                        Instant.parse("2026-07-31T08:00:00Z")),
                arguments("type: timestamp", "1969-12-31T23:59:59.9999", Instant.parse("1969-12-31T23:59:59.999Z")),
                arguments(ROME, "2026-03-29 01:59:59", Instant.parse("2026-03-29T00:59:59Z")),
                // In autumn 02:30 comes twice; the earlier one counts.
                arguments(ROME, "2026-10-25 02:30:00", Instant.parse("2026-10-25T00:30:00Z")),
                arguments(
                        "type: object",
                        "{\"a\": [1, 2.50, null]}",
                        Map.of("a", Arrays.asList(1L, new BigDecimal("2.50"), null))),
                arguments("type: object", Map.of("a", 1L), Map.of("a", 1L)),
                arguments("type: object", " null ", null),
                arguments("type: array", "[]", List.of()),
                arguments("type: array", "[12345678901234567890]", List.of(new BigDecimal("12345678901234567890"))));
    }

    @ParameterizedTest
    @MethodSource("good")
    void a_value_of_the_type_is_cast_exactly(String field, Object value, @Nullable Object expected) {
        assertThat(Casting.value(field, value)).isEqualTo(expected);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("type: string", Map.of("a", 1L), "'{a=1}' is not a text"),
                arguments(
                        "type: string",
                        new BigDecimal("1E+999999999"),
                        "'1E+999999999' has more digits than the 34 of a number; send it as a text"),
                arguments("type: integer", "5.0", "'5.0' is not an integer: a whole number"),
                arguments("type: integer", "1e3", "'1e3' is not an integer: a whole number"),
                arguments("type: integer", "0x10", "'0x10' is not an integer: a whole number"),
                arguments("type: integer", "1 000", "'1 000' is not an integer: a whole number"),
                arguments("type: integer", "٣", "'٣' is not an integer: a whole number"),
                arguments("type: integer", "-", "'-' is not an integer: a whole number"),
                arguments("type: integer", new BigDecimal("5.5"), "'5.5' is not an integer: a whole number"),
                arguments("type: integer", true, "'true' is not an integer: a whole number"),
                arguments(
                        "type: integer",
                        "2147483648",
                        "'2147483648' is beyond the range of an integer; type long holds it"),
                arguments(
                        "type: integer",
                        new BigDecimal("1E+999999999"),
                        "'1E+999999999' is not an integer: a whole number"),
                arguments(
                        "type: long",
                        "9223372036854775808",
                        "'9223372036854775808' is beyond the range of a long; type decimal holds 34 digits"),
                arguments(
                        "type: long",
                        "-9223372036854775809",
                        "'-9223372036854775809' is beyond the range of a long; type decimal holds 34 digits"),
                arguments(
                        "type: long",
                        "99999999999999999999",
                        "'99999999999999999999' is beyond the range of a long; type decimal holds 34 digits"),
                arguments("type: decimal", "1,5", "'1,5' is not a decimal such as 1234.5"),
                arguments("type: decimal, decimal: ','", "1.234,50", "'1.234,50' is not a decimal such as 1234,5"),
                arguments("type: decimal", "1e3", "'1e3' is not a decimal such as 1234.5"),
                arguments("type: decimal", "1.2.3", "'1.2.3' is not a decimal such as 1234.5"),
                arguments("type: decimal", ".", "'.' is not a decimal such as 1234.5"),
                arguments("type: decimal", "5-", "'5-' is not a decimal such as 1234.5"),
                arguments(
                        "type: decimal",
                        "9".repeat(35),
                        "'" + "9".repeat(35) + "' has more digits than the 34 of a decimal"),
                arguments(
                        "type: decimal",
                        "9".repeat(5000),
                        "'" + "9".repeat(80) + "...' has more digits than the 34 of a decimal"),
                arguments(
                        "type: decimal",
                        new BigDecimal("1E+7000"),
                        "'1E+7000' has more digits than the 34 of a decimal"),
                arguments("type: double", "NaN", "'NaN' is not a double such as 1234.5"),
                arguments("type: double", "1d", "'1d' is not a double such as 1234.5"),
                arguments("type: double", "0x1p3", "'0x1p3' is not a double such as 1234.5"),
                arguments("type: double", "1e999", "'1e999' is beyond the range of a double"),
                arguments("type: double", "e5", "'e5' is not a double such as 1234.5"),
                arguments("type: boolean", "yes", "'yes' is not a boolean: true is true, false is false"),
                arguments(
                        "type: boolean, true: [Y, 1], false: N",
                        "2",
                        "'2' is not a boolean: true is Y or 1, false is N"),
                arguments(
                        "type: date, format: dd/MM/yyyy",
                        "31/02/2000",
                        "'31/02/2000' is not a date of the form dd/MM/yyyy"),
                arguments(
                        "type: date, format: dd/MM/yyyy",
                        "1/2/2000",
                        "'1/2/2000' is not a date of the form dd/MM/yyyy"),
                arguments(
                        "type: date",
                        "2023-02-29",
                        "'2023-02-29' is not a date of the form 2026-01-31 (ISO 8601; format names another)"),
                arguments(
                        "type: date",
                        20260131L,
                        "'20260131' is not a date of the form 2026-01-31 (ISO 8601; format names another)"),
                arguments("type: date", "0000-01-01", "'0000-01-01' is not a date of the years 1 to 9999"),
                arguments(
                        "type: timestamp",
                        "2026-01-31",
                        "'2026-01-31' is not a timestamp of the form 2026-01-31T10:00:00 (ISO 8601; format names another)"),
                arguments(
                        "type: timestamp",
                        "2026-01-31T24:00:00",
                        "'2026-01-31T24:00:00' is not a timestamp of the form 2026-01-31T10:00:00 (ISO 8601; format names another)"),
                arguments(
                        "type: timestamp",
                        "+10000-01-01T00:00:00",
                        "'+10000-01-01T00:00:00' is not a timestamp of the years 1 to 9999"),
                arguments(
                        ROME,
                        "2026-03-29 02:30:00",
                        "'2026-03-29 02:30:00' does not exist in Europe/Rome, where the clocks went forward over it"),
                arguments(
                        ROME,
                        "2026-02-30 02:30:00",
                        "'2026-02-30 02:30:00' is not a timestamp of the form yyyy-MM-dd HH:mm:ss"),
                arguments("type: object", "[1]", "'[1]' is not a JSON object"),
                arguments("type: object", "{a: 1}", "'{a: 1}' is not a JSON object"),
                arguments("type: object", "{\"a\":1,\"a\":2}", "'{\"a\":1,\"a\":2}' is not a JSON object"),
                arguments("type: object", "{} x", "'{} x' is not a JSON object"),
                arguments(
                        "type: object",
                        "{\"$where\":1}",
                        "'{\"$where\":1}' holds the name '$where': it may not be empty, begin with '$', nor hold '.' or NUL"),
                arguments(
                        "type: array",
                        "[{\"a.b\":1}]",
                        "'[{\"a.b\":1}]' holds the name 'a.b': it may not be empty, begin with '$', nor hold '.' or NUL"),
                arguments(
                        "type: array",
                        "[" + "1".repeat(35) + "]",
                        "'[" + "1".repeat(35) + "]' holds '" + "1".repeat(35)
                                + "', which is neither text, boolean nor a number of 34 digits"),
                arguments(
                        "type: array",
                        "[".repeat(51) + "]".repeat(51),
                        "'" + "[".repeat(51) + "]".repeat(29) + "...' is nested deeper than 50 levels"),
                arguments(
                        "type: array",
                        "[".repeat(5000) + "]".repeat(5000),
                        "'" + "[".repeat(80) + "...' is not a JSON array"),
                arguments("type: integer", "a\nb\u0000", "'a b ' is not an integer: a whole number"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void a_value_that_is_none_of_the_type_is_rejected_with_the_reason(String field, Object value, String reason) {
        assertThat(Casting.value(field, value)).isEqualTo(new Reason("f: " + reason));
    }
}
