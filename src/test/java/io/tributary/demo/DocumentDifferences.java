package io.tributary.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.bson.types.Decimal128;

/** Compares documents field by field: exact numbers by value, dates by instant (a day is its midnight UTC), arrays in order. */
final class DocumentDifferences {

    /** What stands for an absent field, and for a null. */
    private enum Lack {
        NOTHING,
        NULL
    }

    private DocumentDifferences() {}

    /** Adds a line for everything that differs below the place. */
    static void find(String place, Object expected, Object actual, List<String> differences) {
        if (expected instanceof Map<?, ?> e && actual instanceof Map<?, ?> a) {
            fields(place, e, a, differences);
        } else if (expected instanceof List<?> e && actual instanceof List<?> a) {
            elements(place, e, a, differences);
        } else if (!value(expected).equals(value(actual))) {
            differences.add(place + ": expected " + shown(expected) + " but found " + shown(actual));
        }
    }

    private static void fields(String place, Map<?, ?> expected, Map<?, ?> actual, List<String> differences) {
        TreeSet<String> names = new TreeSet<>();
        expected.keySet().forEach(k -> names.add((String) k));
        actual.keySet().forEach(k -> names.add((String) k));
        for (String name : names) {
            find(place + "." + name, present(expected, name), present(actual, name), differences);
        }
    }

    private static Object present(Map<?, ?> map, String name) {
        if (!map.containsKey(name) || (map.get(name) instanceof Map<?, ?> m && m.isEmpty())) {
            return Lack.NOTHING;
        }
        Object value = map.get(name);
        return value == null ? Lack.NULL : value;
    }

    private static void elements(String place, List<?> expected, List<?> actual, List<String> differences) {
        if (expected.size() != actual.size()) {
            differences.add(place + ": expected " + expected.size() + " elements but found " + actual.size() + ": "
                    + shown(expected) + " against " + shown(actual));
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            find(place + "[" + i + "]", expected.get(i), actual.get(i), differences);
        }
    }

    /** Doubles stay doubles: where a decimal belongs they are wrong. */
    private static Object value(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return new BigDecimal(((Number) value).longValue()).stripTrailingZeros();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        if (value instanceof Decimal128 decimal) {
            return decimal.bigDecimalValue().stripTrailingZeros();
        }
        if (value instanceof Date date) {
            return date.toInstant();
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return value;
    }

    private static String shown(Object value) {
        if (value instanceof Lack lack) {
            return lack.name().toLowerCase(Locale.ROOT);
        }
        String text = value instanceof String s ? "'" + s + "'" : String.valueOf(value);
        return (text.length() > 300 ? text.substring(0, 300) + "..." : text) + " ("
                + value.getClass().getSimpleName() + ")";
    }
}
