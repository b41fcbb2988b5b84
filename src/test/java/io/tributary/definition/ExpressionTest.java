package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("PRICE", "12.10"),
            Map.entry("QUANTITY", 3L),
            Map.entry("RATE", new BigDecimal("0.1")),
            Map.entry("NAME", "Ada"),
            Map.entry("FLAG", "true"),
            Map.entry("customer.name", "Eve"),
            Map.entry("address", Map.of("city", "Rome")));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            quoteCharacter = '~',
            value = {
                "PRICE * QUANTITY | 36.30",
                "0.1 + 0.2 | 0.3",
                "RATE + 0.2 | 0.3",
                "7 / 2 | 3.5",
                "7 % 2 | 1",
                "9007199254740993 + 0 | 9007199254740993",
                "9223372036854775807 + 1 | 9223372036854775808",
                "-PRICE | -12.10",
                "MISSING + 1 | null",
                "MISSING | null",
                "MISSING ?? 'none' | none",
                "MISSING.deeper.still | null",
                "MISSING > 1 | false",
                "MISSING == null | true",
                "PRICE == 12.1 | true",
                "NAME == 12.1 | false",
                "PRICE > 9 | true",
                "PRICE > 9 && FLAG ? 'dear' : 'cheap' | dear",
                "NAME == 'Ada' and QUANTITY eq 3 | true",
                "customer.name | Eve",
                "address.city | Rome",
                "upper(NAME) | ADA",
                "concat(NAME, ' ', MISSING, QUANTITY) | Ada 3",
                "coalesce(MISSING, NAME) | Ada",
                "round(PRICE * RATE, 2) | 1.21",
                "round(0.125, 2) | 0.13",
                "substring(NAME, 0, 2) | Ad",
                "length(NAME) | 3",
                "contains(NAME, 'd') | true",
                "empty(MISSING) | true",
                "size(NAME) | 3",
            })
    void computes_exactly(String text, String result) {
        Object value = Expression.compile(text).evaluate(VALUES::get);
        assertThat(value == null ? null : value.toString()).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "NAME + 1 | 'Ada' is no number, as + needs it",
                "NAME + NAME | 'Ada' is no number, as + needs it",
                "PRICE / 0 | divides by zero",
                "NAME > 1 | 'Ada' is no number, as > needs it",
                "NAME ? 1 : 2 | 'Ada' is no condition: true or false",
                "NAME && FLAG | 'Ada' is no condition: true or false",
            })
    void says_why_there_is_no_result(String text, String reason) {
        Expression expression = Expression.compile(text);
        assertThatThrownBy(() -> expression.evaluate(VALUES::get))
                .isInstanceOf(ExpressionFailure.class)
                .hasMessage(reason);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "PRICE * | 'PRICE *' is no expression: *",
                "upperr(NAME) | 'upperr' is no function; did you mean 'upper'?",
                "NAME.trim() | 'NAME.trim()' is no expression: .trim(...)",
                "NAME.length() | 'NAME.length()' is no expression: .length(...)",
                "a = 3 | 'a = 3' is no expression: a",
                "a += 3 | 'a += 3' is no expression: a",
                "a++ | 'a++' is no expression: a",
                "var a = 3 | 'var a = 3' is no expression: var a = 3",
                "while (true) {} | 'while' is no function",
                "for (x : y) {} | 'for' is no function",
                "new('java.io.File', 'x') | 'new' is no function",
                "() -> { 1 } | '() -> { 1 }' is no expression: () -> { 1 }",
                "a; b | 'a; b' is no expression: ; is not in the language",
                "NAME =~ '(a+)+b' | 'NAME =~ '(a+)+b'' is no expression: =~ is not in the language",
                "1..3 | '1..3' is no expression: .. is not in the language",
            })
    void refuses_what_is_not_in_the_language(String text, String reason) {
        assertThatThrownBy(() -> Expression.compile(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void knows_the_names_it_reads() {
        assertThat(Expression.compile("PRICE * QUANTITY + customer.name ?? max").names())
                .isEqualTo(List.of("PRICE", "QUANTITY", "customer.name", "max"));
        assertThat(Expression.compile("a[b] ? c?.d : round(e, 2)").names()).isEqualTo(List.of("a", "b", "c.d", "e"));
    }

    @Test
    void reads_names_with_odd_characters_in_braces() {
        Expression expression = Expression.compile("${UNIT-PRICE} * 2");
        assertThat(expression.names()).isEqualTo(List.of("UNIT-PRICE"));
        assertThat(expression.evaluate(Map.<String, Object>of("UNIT-PRICE", "1.5")::get))
                .isEqualTo(new BigDecimal("3.0"));
    }

    @Test
    void reaches_no_class() {
        assertThat(Expression.compile("NAME.class").evaluate(VALUES::get)).isNull();
        assertThat(Expression.compile("NAME.class.name").evaluate(VALUES::get)).isNull();
    }

    @Test
    void a_template_needs_all_its_parts() {
        Template template = Template.compile("${NAME} costs ${PRICE} $${x}, ${ customer.name }");
        assertThat(template.names()).isEqualTo(List.of("NAME", "PRICE", "customer.name"));
        assertThat(template.evaluate(VALUES::get)).isEqualTo("Ada costs 12.10 ${x}, Eve");
        assertThat(Template.compile("${NAME} ${MISSING}").evaluate(VALUES::get)).isNull();
    }

    @Test
    void a_template_says_what_is_wrong_with_it() {
        assertThatThrownBy(() -> Template.compile("${NAME"))
                .hasMessage("'${NAME' is no template: a name has the form ${NAME}");
        assertThatThrownBy(() -> Template.compile("NAME"))
                .hasMessage("'NAME' is no template: it reads no name, such as ${NAME}");
    }
}
