package io.tributary.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The CSV dialect of one system: its delimiter and its charset. Lines end with CRLF, values are quoted where they must be. */
record CsvForm(char delimiter, Charset charset) {

    static final CsvForm CRM = new CsvForm(';', StandardCharsets.ISO_8859_1);
    static final CsvForm GEO = new CsvForm(',', StandardCharsets.UTF_8);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    byte[] line(String... values) {
        StringBuilder line = new StringBuilder(200);
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                line.append(delimiter);
            }
            append(line, values[i]);
        }
        return line.append("\r\n").toString().getBytes(charset);
    }

    private void append(StringBuilder line, String value) {
        if (mustQuote(value)) {
            line.append('"').append(value.replace("\"", "\"\"")).append('"');
        } else {
            line.append(value);
        }
    }

    private boolean mustQuote(String value) {
        return value.indexOf(delimiter) >= 0
                || value.indexOf('"') >= 0
                || value.indexOf('\n') >= 0
                || value.indexOf('\r') >= 0;
    }

    /** The header of the customer files. */
    static byte[] customerHeader() {
        return CRM.line(
                "CUST_ID", "NAME", "ADDRESS", "NATION_ID", "PHONE", "BALANCE", "SEGMENT", "SINCE", "STATUS", "COMMENT");
    }

    /** A line of a customer file. */
    static byte[] customer(CustomerRow row, boolean deleted) {
        return CRM.line(
                Long.toString(row.id()),
                row.name(),
                row.address(),
                Integer.toString(row.nationId()),
                row.phone(),
                row.balance().toPlainString().replace('.', ','),
                row.segment(),
                date(row.since()),
                deleted ? "D" : "A",
                row.comment());
    }

    private static String date(LocalDate date) {
        return DATE.format(date);
    }

    /** The header of the nation files, after a byte-order mark. */
    static byte[] nationHeader() {
        return GEO.line("\uFEFFNATION_ID", "NAME", "REGION_ID");
    }

    static byte[] nation(NationRow row) {
        return GEO.line(Integer.toString(row.id()), row.name(), Integer.toString(row.regionId()));
    }

    /** The header of the region files, after a byte-order mark. */
    static byte[] regionHeader() {
        return GEO.line("\uFEFFREGION_ID", "NAME");
    }

    static byte[] region(RegionRow row) {
        return GEO.line(Integer.toString(row.id()), row.name());
    }
}
