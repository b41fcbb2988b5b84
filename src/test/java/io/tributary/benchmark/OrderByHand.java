package io.tributary.benchmark;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as somebody casts it by hand in Java, with the library's parsers and the checks that the definition of
 * {@link CastingCost} makes: real dates, whole numbers, known codes, what has to be there.
 */
record OrderByHand(
        long orderId,
        long customerId,
        int lines,
        String status,
        @Nullable BigDecimal total,
        @Nullable LocalDate orderedOn,
        Instant updatedAt,
        @Nullable Boolean express,
        @Nullable String country,
        @Nullable String remark) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final Map<String, String> STATUS =
            Map.of("O", "open", "P", "paid", "S", "shipped", "C", "cancelled");

    static OrderByHand of(@Nullable Object[] row) {
        String status = STATUS.get(required(row[3], "STATUS"));
        if (status == null) {
            throw new IllegalArgumentException("STATUS: '" + row[3] + "' is no code");
        }
        String total = optional(row[4]);
        String orderedOn = optional(row[5]);
        String express = optional(row[7]);
        String country = optional(row[8]);
        return new OrderByHand(
                Long.parseLong(required(row[0], "ORDER_ID")),
                Long.parseLong(required(row[1], "CUST_ID")),
                Integer.parseInt(required(row[2], "LINES")),
                status,
                total == null ? null : new BigDecimal(total.replace(',', '.')),
                orderedOn == null ? null : LocalDate.parse(orderedOn, DATE),
                LocalDateTime.parse(required(row[6], "LAST_UPD"), DATE_TIME)
                        .atZone(ROME)
                        .toInstant(),
                express == null ? null : bool(express),
                country == null ? null : country.toUpperCase(Locale.ROOT),
                optional(row[9]));
    }

    private static String required(@Nullable Object value, String column) {
        String text = optional(value);
        if (text == null) {
            throw new IllegalArgumentException(column + " is empty");
        }
        return text;
    }

    private static @Nullable String optional(@Nullable Object value) {
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    private static Boolean bool(String text) {
        if (text.equalsIgnoreCase("Y")) {
            return true;
        }
        if (text.equalsIgnoreCase("N")) {
            return false;
        }
        throw new IllegalArgumentException("EXPRESS: '" + text + "' is no boolean");
    }
}
