package io.tributary.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form that the texts of a column may have.
 *
 * @param text for people: {@code date dd/MM/yyyy}
 */
record Candidate(String type, Map<String, Object> options, String text) {

    static final List<List<String>> BOOLEANS = List.of(
            List.of("true", "false"),
            List.of("yes", "no"),
            List.of("y", "n"),
            List.of("j", "n"),
            List.of("ja", "nein"),
            List.of("s", "n"),
            List.of("si", "no"),
            List.of("sì", "no"),
            List.of("oui", "non"),
            List.of("t", "f"),
            List.of("on", "off"));

    private static final List<String> DATES = List.of(
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "dd.MM.yyyy",
            "dd-MM-yyyy",
            "MM-dd-yyyy",
            "yyyy/MM/dd",
            "yyyy.MM.dd",
            "d/M/yyyy",
            "M/d/yyyy",
            "d.M.yyyy",
            "dd/MM/yy",
            "MM/dd/yy",
            "dd.MM.yy",
            "dd-MMM-yyyy",
            "dd-MMM-yy",
            "d MMM yyyy",
            "MMM d, yyyy");
    private static final List<String> DATES_OF_TIMESTAMPS =
            List.of("yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy", "dd.MM.yyyy", "dd-MM-yyyy", "yyyy/MM/dd", "d.M.yyyy");
    private static final List<String> TIMES =
            List.of("HH:mm:ss", "HH:mm", "HH:mm:ss.SSS", "HH:mm:ss,SSS", "HH:mm:ss.SSSSSS");
    private static final List<Candidate> ALL = make();

    /** All of them; of two that fit alike the earlier is meant. */
    static List<Candidate> all() {
        return ALL;
    }

    private static List<Candidate> make() {
        List<Candidate> all = new ArrayList<>();
        all.add(new Candidate("long", Map.of(), "whole number"));
        all.add(new Candidate("decimal", Map.of(), "number"));
        all.add(new Candidate("decimal", Map.of("decimal", ","), "number with a decimal comma"));
        all.add(grouped(".", ","));
        all.add(grouped(",", "."));
        all.add(new Candidate("date", Map.of(), "date yyyy-MM-dd"));
        all.add(new Candidate("timestamp", Map.of(), "timestamp ISO 8601"));
        DATES.forEach(pattern -> all.add(date(pattern)));
        for (String date : DATES_OF_TIMESTAMPS) {
            TIMES.forEach(time -> all.add(form("timestamp", date + " " + time)));
        }
        return List.copyOf(all);
    }

    private static Candidate grouped(String grouping, String decimal) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("grouping", grouping);
        if (!decimal.equals(".")) {
            options.put("decimal", decimal);
        }
        return new Candidate("decimal", options, "number such as 1" + grouping + "234" + decimal + "50");
    }

    static Candidate date(String pattern) {
        return form("date", pattern);
    }

    private static Candidate form(String type, String pattern) {
        return new Candidate(type, Map.of("format", pattern), type + " " + pattern);
    }

    /** How many of the values it takes. */
    Trial trial(List<String> values) {
        return Trial.of(values, type, options);
    }

    /** Its pattern; empty if it has none. */
    String format() {
        return options.get("format") instanceof String pattern ? pattern : "";
    }

    /** The same with day and month in the other order, or null if there is none. */
    @Nullable
    Candidate swapped() {
        String pattern = format();
        for (String day : List.of("dd", "d")) {
            String month = day.toUpperCase(java.util.Locale.ROOT).replace('D', 'M');
            for (String separator : List.of("/", "-")) {
                String one = day + separator + month + separator;
                String other = month + separator + day + separator;
                if (pattern.startsWith(one) || pattern.startsWith(other)) {
                    boolean first = pattern.startsWith(one);
                    return form(type, (first ? other : one) + pattern.substring(one.length()));
                }
            }
        }
        return null;
    }

    /** Both patterns in turn, or null if one of them has none, or they would read the same text differently. */
    @Nullable
    Candidate with(Candidate other) {
        Candidate swapped = swapped();
        if (!type.equals(other.type) || other.format().isEmpty() || format().equals(other.format())) {
            return null;
        }
        if (swapped != null && swapped.format().equals(other.format())) {
            return null;
        }
        String first = format().isEmpty() ? "yyyy-MM-dd" : format();
        return format().isEmpty() && !type.equals("date")
                ? null
                : new Candidate(
                        type,
                        Map.of("format", List.of(first, other.format())),
                        type + " " + first + " or " + other.format());
    }
}
