package io.tributary.demo;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines that {@link ItemLayout} reads, by hand: Bindy takes ten times as long. Numbers are filled with zeros from
 * the left, texts with blanks from the right.
 */
final class ItemLine {

    private static final int PRICE_SCALE = 2;

    private final byte[] line = new byte[ItemLayout.LENGTH + 1];
    private int at;

    /** The line of an item that is there. */
    byte[] upsert(ItemRow row) {
        begin('U', row);
        number(10, row.partId());
        number(10, row.supplierId());
        number(6, row.quantity());
        decimal(15, row.price());
        decimal(5, row.discount());
        date(row.shipDate());
        text(10, row.shipMode());
        return line.clone();
    }

    /** The line of an item that is gone: its key, and blanks. */
    byte[] delete(ItemRow row) {
        begin('D', row);
        return line.clone();
    }

    private void begin(char operation, ItemRow row) {
        Arrays.fill(line, (byte) ' ');
        line[ItemLayout.LENGTH] = '\n';
        line[0] = (byte) operation;
        at = 1;
        number(12, row.orderId());
        number(3, row.line());
    }

    private void number(int width, long value) {
        long rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            line[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (rest != 0 || value < 0) {
            throw new IllegalArgumentException(value + " does not fit into " + width + " digits at column " + (at + 1));
        }
        at += width;
    }

    private void decimal(int width, BigDecimal value) {
        long cents = value.movePointRight(PRICE_SCALE).longValueExact();
        number(width - 3, cents / 100);
        line[at++] = '.';
        number(2, cents % 100);
    }

    private void date(@Nullable LocalDate date) {
        if (date == null) {
            at += 8;
        } else {
            number(8, date.getYear() * 10_000L + date.getMonthValue() * 100L + date.getDayOfMonth());
        }
    }

    private void text(int width, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, line, at, Math.min(width, bytes.length));
        at += width;
    }
}
