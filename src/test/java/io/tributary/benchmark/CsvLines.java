package io.tributary.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines of CSV as the contestants take them that split at line breaks and commas. */
final class CsvLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CsvLines() {}

    /** A row of its own for each line, with its number as {@code _id}. */
    static List<Map<String, String>> maps(String lines) {
        List<Map<String, String>> rows = new ArrayList<>();
        lines.lines().forEach(line -> rows.add(map(line)));
        return rows;
    }

    /** One line. */
    static Map<String, String> map(String line) {
        String[] values = line.strip().split(",", -1);
        Map<String, String> row = new LinkedHashMap<>();
        row.put("_id", values[0]);
        for (int i = 0; i < values.length; i++) {
            row.put(OrderRow.COLUMNS.get(i), values[i]);
        }
        return row;
    }

    /** A JSON object of its own for each line. */
    static List<String> json(String lines) {
        return maps(lines).stream().map(CsvLines::json).toList();
    }

    private static String json(Map<String, String> row) {
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is not written as JSON", e);
        }
    }
}
