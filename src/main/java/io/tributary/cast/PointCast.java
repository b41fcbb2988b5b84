package io.tributary.cast;

import io.tributary.definition.GeoPoint;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Places: {@code latitude,longitude} with a comma, semicolon or blank between them (a semicolon or blank where decimals have a
 * comma), or a GeoJSON Point, also as text, which has the longitude first.
 */
final class PointCast implements ValueCast {

    private static final Pattern BETWEEN_POINTS = Pattern.compile("\\s*+[,;]\\s*+|\\s++");
    private static final Pattern BETWEEN_COMMAS = Pattern.compile("\\s*+;\\s*+|\\s++");

    private final char decimal;

    PointCast(char decimal) {
        this.decimal = decimal;
    }

    @Override
    public Object cast(Object value) {
        if (value instanceof GeoPoint) {
            return value;
        }
        if (!(value instanceof String text)) {
            return geoJson(value, value);
        }
        return text.startsWith("{") ? geoJson(JsonText.parse(text, reason()), value) : ofText(text);
    }

    private GeoPoint ofText(String text) {
        String[] parts = text.length() > 200
                ? new String[0]
                : (decimal == ',' ? BETWEEN_COMMAS : BETWEEN_POINTS).split(text, -1);
        if (parts.length != 2) {
            throw CastFailure.of(text, reason());
        }
        return point(number(parts[0], text), number(parts[1], text), text);
    }

    private GeoPoint geoJson(@Nullable Object json, Object whole) {
        Object coordinates =
                json instanceof Map<?, ?> map && "Point".equals(map.get("type")) ? map.get("coordinates") : null;
        if (!(coordinates instanceof List<?> list) || list.size() != 2) {
            throw CastFailure.of(whole, reason());
        }
        return point(number(list.get(1), whole), number(list.get(0), whole), whole);
    }

    private double number(@Nullable Object part, Object whole) {
        if (part instanceof String text && Numbers.isPlainNumber(text, decimal)) {
            return Double.parseDouble(text.replace(decimal, '.'));
        }
        if (part instanceof Number number && !(whole instanceof String text && !text.startsWith("{"))) {
            return number.doubleValue();
        }
        throw CastFailure.of(whole, reason());
    }

    private static GeoPoint point(double latitude, double longitude, Object whole) {
        try {
            return new GeoPoint(latitude, longitude);
        } catch (IllegalArgumentException e) {
            throw CastFailure.of(whole, "is not a place on the earth: " + e.getMessage());
        }
    }

    private String reason() {
        return decimal == ','
                ? "is not a point: 45,4642;9,1900 (latitude; longitude) or a GeoJSON Point"
                : "is not a point: 45.4642,9.1900 (latitude, longitude) or a GeoJSON Point";
    }
}
