package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceValuesTest {

    private static final int[] NANOS = {0, 1, 10, 999, 1_000, 500_000, 1_000_000, 120_000_000, 999_999_999};

    @Test
    void a_time_is_written_as_the_formatter_of_java_writes_it() {
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            long seconds = i % 50 == 0 ? random.nextLong() % 1_000_000_000_000L : random.nextInt();
            int nanos = i % 2 == 0 ? NANOS[i / 2 % NANOS.length] : random.nextInt(1_000_000_000);
            LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, nanos, ZoneOffset.UTC);
            assertThat(SourceValues.isoText(time)).isEqualTo(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
        }
        assertThat(SourceValues.of(LocalDateTime.of(2026, 1, 31, 9, 0))).isEqualTo("2026-01-31T09:00:00");
    }

    @Test
    void fingerprints_stay_what_is_kept_in_journals() {
        Object[] values = {"Ada", null, 7L, true, new java.math.BigDecimal("1.50"), "é😀".repeat(50)};
        assertThat(Fingerprint.of(values).text()).isEqualTo("3b6562334ed1ccdc5d2dd80bd48dd0c7");
        assertThat(Fingerprint.of(new Object[] {"ab", "c"})).isNotEqualTo(Fingerprint.of(new Object[] {"a", "bc"}));
        assertThat(Fingerprint.of(new Object[] {"7"})).isNotEqualTo(Fingerprint.of(new Object[] {7L}));
    }
}
