package io.tributary.cast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.definition.DatePattern;
import io.tributary.definition.FieldType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read fast is what the formatter reads; what it does not read is left to the formatter. */
class FixedWidthsTest {

    private static final int TEXTS = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd/MM/yyyy",
                "yyyyMMdd",
                "uuuu-MM-dd",
                "dd.MM.uuuu",
                "MMddyyyy",
                "yyyy-MM-dd HH:mm:ss",
                "yyyyMMddHHmmss",
                "dd/MM/yyyy HH:mm",
                "uuuu-MM-dd'T'HH:mm:ss",
                "yyyy-MM-dd HH:mm:ss.SSS",
                "HH:mm dd-MM-yyyy",
                "yyyyMMddHHmmssSSS"
            })
    void a_text_is_read_as_the_formatter_reads_it(String pattern) {
        boolean time = pattern.contains("HH");
        DateTimeFormatter formatter = DatePattern.compile(time ? FieldType.TIMESTAMP : FieldType.DATE, pattern, null);
        FixedWidths fixed = Objects.requireNonNull(FixedWidths.of(pattern));
        Random random = new Random(pattern.hashCode());
        int read = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random, pattern);
            Object fast = time ? fixed.dateTime(text) : fixed.date(text);
            if (fast != null) {
                read++;
                assertThat(fast).as("%s of %s", text, pattern).isEqualTo(slow(formatter, text, time));
            }
        }
        assertThat(read).as("read fast").isBetween(TEXTS / 4, TEXTS - TEXTS / 20);
    }

    @Test
    void real_dates_are_read_fast_and_others_are_not() {
        FixedWidths fixed = Objects.requireNonNull(FixedWidths.of("dd/MM/yyyy"));
        assertThat(fixed.date("29/02/2024")).isEqualTo(LocalDate.of(2024, 2, 29));
        for (String text : new String[] {
            "29/02/2023", "31/04/2024", "00/01/2024", "01/13/2024", "01/01/0000", "1/01/2024", "٠١/01/2024"
        }) {
            assertThat(fixed.date(text)).as(text).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d/M/yyyy",
                "dd/MM/yy",
                "dd MMM yyyy",
                "yyyy-MM",
                "hh:mm a",
                "yyyy-MM-dd[ HH:mm]",
                "yyyy-DDD",
                "dd''MM''yyyy",
                "yyyy-MM-dd HH",
                "yyyy-MM-dd ss",
                "ddMMyyyydd",
                "yyyy-MM-dd HH:mm X",
                "G yyyy-MM-dd"
            })
    void a_pattern_of_other_fields_is_left_to_the_formatter(String pattern) {
        assertThat(FixedWidths.of(pattern)).isNull();
    }

    private static @Nullable Object slow(DateTimeFormatter formatter, String text, boolean time) {
        try {
            return time ? LocalDateTime.parse(text, formatter) : LocalDate.parse(text, formatter);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Mostly real, some beyond their ranges, some with another character. */
    private static String text(Random random, String pattern) {
        LocalDateTime real = LocalDateTime.of(1 + random.nextInt(9998), 1, 1, 0, 0)
                .plusDays(random.nextInt(366))
                .plusNanos(random.nextInt(86_400_000) * 1_000_000L);
        StringBuilder text = new StringBuilder(
                DateTimeFormatter.ofPattern(pattern.replace('y', 'u')).format(real));
        int changes = random.nextInt(3) - 1;
        for (int i = 0; i < changes; i++) {
            char other = "0123456789 /-:.Tx+\u0663".charAt(random.nextInt(19));
            text.setCharAt(
                    random.nextInt(text.length()), random.nextInt(4) > 0 ? (char) ('0' + random.nextInt(10)) : other);
        }
        if (random.nextInt(20) == 0) {
            text.append(' ');
        }
        return text.toString();
    }
}
