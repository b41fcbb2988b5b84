package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTypeTest {

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e6145", "1e-6177", "12345678901234567890123456789012345"})
    void a_decimal_that_cannot_be_stored_is_refused_before_it_is_written_out(String text) {
        assertThatThrownBy(() -> FieldType.DECIMAL.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is no decimal of 34 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e6144", "1e-6176", "9.999999999999999999999999999999999e6144", "-0.10", "0"})
    void a_decimal_that_can_be_stored_comes_back_from_its_text(String text) {
        BigDecimal value = (BigDecimal) FieldType.DECIMAL.parse(text);
        assertThat(value).isEqualByComparingTo(text);
        assertThat(FieldType.DECIMAL.parse(FieldType.DECIMAL.format(value))).isEqualTo(value);
    }

    @Test
    void a_text_that_is_longer_than_any_decimal_is_refused_without_being_read() {
        assertThatThrownBy(() -> FieldType.DECIMAL.parse("1".repeat(10_000_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
