package io.tributary.definition;

/**
 * A value of type point: a place on the earth, in degrees (WGS 84). Its text is {@code latitude,longitude}, as people write it;
 * GeoJSON, in which it is stored, has the longitude first.
 */
public record GeoPoint(double latitude, double longitude) {

    public GeoPoint {
        if (!(Math.abs(latitude) <= 90)) {
            throw new IllegalArgumentException("the latitude " + latitude + " is not within -90 and 90");
        }
        if (!(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("the longitude " + longitude + " is not within -180 and 180");
        }
        // 0.0 and -0.0 are one place.
        latitude += 0.0;
        longitude += 0.0;
    }

    /**
     * Reads {@code latitude,longitude}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static GeoPoint parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("'" + text + "' is no point: 45.4642,9.1900 (latitude, longitude)");
        }
        return new GeoPoint(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
    }

    @Override
    public String toString() {
        return latitude + "," + longitude;
    }
}
