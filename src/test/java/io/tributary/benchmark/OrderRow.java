package io.tributary.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.bson.Document;

/**
 * One row of the data that every contestant takes in: an order of ten fields, about 130 bytes as a line of CSV, the same for the same
 * number on every machine. No value needs quotes, so that a contestant that splits lines at commas reads it right, too.
 */
final class OrderRow {

    static final List<String> COLUMNS = List.of(
            "ORDER_ID",
            "CUST_ID",
            "STATUS",
            "TOTAL_PRICE",
            "ORDER_DATE",
            "PRIORITY",
            "CLERK",
            "SHIP_PRIORITY",
            "UPDATED_AT",
            "COMMENT");

    private static final String[] PRIORITIES = {"1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"};
    private static final String[] WORDS = {
        "furiously", "pending", "accounts", "sleep", "carefully", "ironic", "deposits", "haggle", "quickly", "regular",
        "packages", "above", "the", "final", "requests", "boost", "slyly", "express", "theodolites", "nag"
    };

    /** What a changed row has as its STATUS, and no other. */
    static final String CHANGED = "C";

    private static final int WIDE_BYTES = 500;

    private final List<String> values;

    private OrderRow(List<String> values) {
        this.values = values;
    }

    /** The row of a number from 0. */
    static OrderRow of(int number) {
        SplittableRandom random = new SplittableRandom(20_260_101L + number);
        LocalDate date = LocalDate.of(1992, 1, 1).plusDays(random.nextInt(2_400));
        LocalDateTime updated = date.atTime(6, 0).plusSeconds(random.nextInt(40_000));
        return new OrderRow(List.of(
                Integer.toString(number),
                Integer.toString(1 + random.nextInt(15_000)),
                "OFP".substring(random.nextInt(3)).substring(0, 1),
                (900 + random.nextInt(500_000)) + "." + (10 + random.nextInt(90)),
                date.toString(),
                PRIORITIES[random.nextInt(PRIORITIES.length)],
                "Clerk#%09d".formatted(1 + random.nextInt(1_000)),
                Integer.toString(random.nextInt(3)),
                // Written with seconds always: LocalDateTime leaves out those that are 0.
                updated.plusSeconds(updated.getSecond() == 0 ? 1 : 0).toString(),
                words(random)));
    }

    /** A record of 500 bytes: the row of a number with a comment so long that its line of CSV has as many. */
    static OrderRow wide(int number) {
        OrderRow row = of(number);
        SplittableRandom random = new SplittableRandom(20_270_101L + number);
        StringBuilder comment = new StringBuilder(row.value("COMMENT"));
        int bytes = String.join(",", row.values).length() - comment.length();
        while (bytes + comment.length() < WIDE_BYTES) {
            comment.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
        }
        comment.setLength(WIDE_BYTES - bytes);
        // A space at the end would be a matter of taste of whoever reads the line.
        return row.with(
                "COMMENT",
                comment.toString().stripTrailing() + (comment.toString().endsWith(" ") ? "x" : ""));
    }

    /** The row a day later: its status and its time of change differ. */
    OrderRow changed() {
        LocalDateTime updated = LocalDateTime.parse(value("UPDATED_AT")).plusDays(1);
        return with("STATUS", CHANGED).with("UPDATED_AT", updated.toString());
    }

    private OrderRow with(String column, String value) {
        List<String> changed = new ArrayList<>(values);
        changed.set(COLUMNS.indexOf(column), value);
        return new OrderRow(List.copyOf(changed));
    }

    private static String words(SplittableRandom random) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            words.add(WORDS[random.nextInt(WORDS.length)]);
        }
        return String.join(" ", words);
    }

    String value(String column) {
        return values.get(COLUMNS.indexOf(column));
    }

    Map<String, String> byColumn() {
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            byColumn.put(COLUMNS.get(i), values.get(i));
        }
        return byColumn;
    }

    /** The document that a contestant stores which casts nothing: its texts by column, under its number. */
    Document document() {
        Document document = new Document("_id", value("ORDER_ID"));
        document.putAll(byColumn());
        return document;
    }

    /** Writes a CSV file with the rows of the numbers from {@code first} (inclusive) to {@code end} (exclusive). */
    static Path write(Path file, int first, int end) throws IOException {
        return write(file, first, end, OrderRow::of);
    }

    /** The same with other rows of these numbers. */
    static Path write(Path file, int first, int end, IntFunction<OrderRow> rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(String.join(",", COLUMNS) + "\n");
            for (int number = first; number < end; number++) {
                out.write(String.join(",", rows.apply(number).values) + "\n");
            }
        }
        return file;
    }
}
