package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions compare by value, within the field's type, and never hold because something is missing. */
class ConditionTest {

    private static final Map<String, FieldType> TYPES = Map.of(
            "status", FieldType.STRING,
            "pieces", FieldType.INTEGER,
            "total", FieldType.DECIMAL,
            "weight", FieldType.DOUBLE,
            "at", FieldType.DATE,
            "seen", FieldType.TIMESTAMP,
            "open", FieldType.BOOLEAN,
            "box", FieldType.OBJECT,
            "absent", FieldType.STRING);

    private static final Map<String, Object> DOCUMENT = Map.of(
            "status",
            "new",
            "pieces",
            7,
            "total",
            new BigDecimal("1.50"),
            "weight",
            0.5,
            "at",
            LocalDate.of(2026, 1, 31),
            "seen",
            Instant.parse("2026-01-31T10:00:00Z"),
            "open",
            true,
            "box",
            Map.of("a", 1));

    private final Problems problems = new Problems();

    @ParameterizedTest
    @MethodSource
    void holding(String condition) {
        assertThat(read(condition).holds(DOCUMENT::get)).isTrue();
        assertThat(problems.sorted()).isEmpty();
    }

    static Stream<String> holding() {
        return Stream.of(
                "status: new",
                "status: [old, new]",
                "status: { not: old }",
                "status: { not: [old, older] }",
                "status: { matches: 'n.*' }",
                "status: { exists: true }",
                "status: { min: new, max: new }",
                "{ status: new, pieces: 7 }",
                "pieces: { above: 6, below: 8, min: 7, max: 7 }",
                "total: 1.5",
                "total: { max: 1.500 }",
                "weight: { above: 0.25 }",
                "at: 2026-01-31",
                "at: { above: 2025-12-31 }",
                "seen: { min: 2026-01-31T10:00:00Z }",
                "open: true",
                "box: { exists: true }",
                "absent: { exists: false }",
                "anyOf: [ { status: old }, { pieces: 7 } ]",
                "{ open: true, anyOf: [ { status: old }, { pieces: { above: 1 }, at: { below: 2027-01-01 } } ] }");
    }

    @ParameterizedTest
    @MethodSource
    void not_holding(String condition) {
        assertThat(read(condition).holds(DOCUMENT::get)).isFalse();
        assertThat(problems.sorted()).isEmpty();
    }

    static Stream<String> not_holding() {
        return Stream.of(
                "status: New",
                "status: [old, older]",
                "status: { not: new }",
                "status: { matches: 'e' }",
                "status: { exists: false }",
                "{ status: new, pieces: 8 }",
                "pieces: { above: 7 }",
                "pieces: { below: 7 }",
                "pieces: { min: 8 }",
                "total: { below: 1.5 }",
                "at: { min: 2026-02-01 }",
                "absent: x",
                "absent: { not: x }",
                "absent: { min: a }",
                "absent: { matches: '.*' }",
                "absent: { exists: true }",
                "anyOf: [ { status: old }, { pieces: 8 } ]");
    }

    @ParameterizedTest
    @MethodSource
    void mistakes(String condition, String problem) {
        read(condition);
        assertThat(problems.sorted()).extracting(Problem::toString).containsExactly(problem);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("statos: new", "c.yaml:1 statos: 'statos' is no field of orders; did you mean 'status'?"),
                arguments("pieces: seven", "c.yaml:1 pieces: 'seven' is no integer"),
                arguments("pieces: [7, x]", "c.yaml:1 pieces[1]: 'x' is no integer"),
                arguments("at: { above: 31/01/2026 }", "c.yaml:1 at.above: '31/01/2026' is no date: 2026-01-31"),
                arguments("status: null", "c.yaml:1 status: a missing value equals nothing; write { exists: false }"),
                arguments("status: []", "c.yaml:1 status: needs at least one value"),
                arguments(
                        "status: {}",
                        "c.yaml:1 status: has to have one of not, min, max, above, below, matches, exists"),
                arguments(
                        "status: { atleast: a }",
                        "c.yaml:1 status.atleast: unknown key; there are: not, min, max, above,"
                                + " below, matches, exists"),
                arguments("open: { min: false }", "c.yaml:1 open.min: 'open' is of type boolean, which has no order"),
                arguments(
                        "pieces: { matches: 7 }",
                        "c.yaml:1 pieces.matches: 'pieces' is of type integer; matches is for string"),
                arguments(
                        "status: { matches: '(' }",
                        "c.yaml:1 status.matches: '(' is no regular expression: missing closing )"),
                arguments(
                        "box: { not: 7 }",
                        "c.yaml:1 box.not: a field of type object can only be asked whether it exists"),
                arguments("anyOf: []", "c.yaml:1 anyOf: anyOf takes a list of conditions"),
                arguments("{}", "c.yaml:1: a condition names at least one field"));
    }

    @Test
    void says_which_fields_it_reads() {
        assertThat(read("{ open: true, anyOf: [ { status: old }, { pieces: { above: 1 } } ] }")
                        .fields())
                .containsExactlyInAnyOrder("open", "status", "pieces");
    }

    @Test
    void has_the_same_text_whenever_it_is_the_same() {
        assertThat(read("status: { matches: 'n.*', not: [a] }"))
                .hasToString(read("status: { matches: 'n.*', not: [a] }").toString());
    }

    private Condition read(String text) {
        YamlValue value = YamlText.parse(new DefinitionFile("c.yaml", text), problems);
        assertThat(value).isNotNull();
        return new ConditionReader(new OrderFields()).read(value);
    }

    private static final class OrderFields implements ConditionReader.Fields {

        @Override
        public String owner() {
            return "orders";
        }

        @Override
        public Collection<String> names() {
            return List.of("status", "pieces", "total", "weight", "at", "seen", "open", "box", "absent");
        }

        @Override
        public @Nullable FieldType type(String name) {
            return TYPES.get(name);
        }
    }
}
