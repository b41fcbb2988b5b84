package io.tributary.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** The rows that a source gives, the same for the same number on every machine. No value needs quotes. */
enum SourceRows {
    /** Orders of ten fields, about 130 bytes as a line. */
    ORDERS(OrderRow.COLUMNS) {
        @Override
        List<String> row(int number) {
            return List.copyOf(OrderRow.of(number).byColumn().values());
        }
    },

    /** Contacts of twelve fields, of 500 bytes as a line with its end: half of it words, the rest names, numbers and hashes. */
    CONTACTS(List.of(
            "CONTACT_ID",
            "CUST_ID",
            "CHANNEL",
            "STARTED_AT",
            "ENDED_AT",
            "AGENT",
            "EMAIL",
            "PHONE",
            "SESSION",
            "CONSENT_HASH",
            "OUTCOME",
            "NOTE")) {
        @Override
        List<String> row(int number) {
            return contact(number);
        }
    };

    private static final int CONTACT_BYTES = 500;
    private static final String[] WORDS = {
        "customer", "asks", "about", "invoice", "delivery", "late", "refund", "promised", "called", "back", "contract",
                "address",
        "changed", "wants", "offer", "credit", "card", "declined", "password", "reset", "sent", "form", "complaint",
                "escalated",
        "team", "second", "line", "closed", "without", "answer", "technician", "visit", "on", "monday", "tuesday",
                "friday"
    };

    private final List<String> columns;

    SourceRows(List<String> columns) {
        this.columns = columns;
    }

    List<String> columns() {
        return columns;
    }

    /** The values of a number from 0, in the order of the columns; the first is the number. */
    abstract List<String> row(int number);

    /** Writes a CSV file with the rows of the numbers from {@code first} (inclusive) to {@code end} (exclusive). */
    Path write(Path file, int first, int end) throws IOException {
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(String.join(",", columns) + "\n");
            for (int number = first; number < end; number++) {
                out.write(String.join(",", row(number)) + "\n");
            }
        }
        return file;
    }

    private static List<String> contact(int number) {
        SplittableRandom random = new SplittableRandom(7_000_001L + number);
        String id = Integer.toString(number);
        List<String> values = List.of(
                id,
                Integer.toString(1 + random.nextInt(1_000_000)),
                List.of("PHONE", "MAIL", "SHOP", "CHAT").get(random.nextInt(4)),
                "2026-%02d-%02dT%02d:%02d:%02dZ"
                        .formatted(
                                1 + random.nextInt(12),
                                1 + random.nextInt(28),
                                random.nextInt(24),
                                random.nextInt(60),
                                random.nextInt(60)),
                "2026-%02d-%02dT%02d:%02d:%02dZ"
                        .formatted(
                                1 + random.nextInt(12),
                                1 + random.nextInt(28),
                                random.nextInt(24),
                                random.nextInt(60),
                                random.nextInt(60)),
                "agent-%05d".formatted(random.nextInt(2_000)),
                "person%07d@mail%02d.example".formatted(random.nextInt(9_000_000), random.nextInt(40)),
                "+49 %03d %07d".formatted(random.nextInt(900), random.nextInt(9_000_000)),
                Long.toHexString(random.nextLong() | Long.MIN_VALUE),
                Long.toHexString(random.nextLong() | Long.MIN_VALUE)
                        + Long.toHexString(random.nextLong() | Long.MIN_VALUE),
                List.of("SOLVED", "OPEN", "LOST").get(random.nextInt(3)));
        int left = CONTACT_BYTES - String.join(",", values).length() - 2;
        StringBuilder note = new StringBuilder();
        while (note.length() < left) {
            note.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        note.setLength(left);
        // No blank at the end, which a reader may strip.
        note.setCharAt(left - 1, '.');
        return java.util.stream.Stream.concat(values.stream(), java.util.stream.Stream.of(note.toString()))
                .toList();
    }
}
