package io.tributary.api;

import io.tributary.definition.Bytes;
import io.tributary.definition.FieldType;
import io.tributary.definition.GeoPoint;
import io.tributary.definition.HexId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values of any type, edges among them, repeatable by their seed. */
final class RandomValues {

    private static final List<String> TEXTS = List.of(
            "null", "0x10", "1e21", "-", "\"", "\\", "{}", "$where", "a.b", "€", "\u00e9", "e\u0301", "😀", "日本", "'",
            "<&>", "a\tb", "\u0001", "\ufeff", "true");
    private static final List<Integer> INTEGERS = List.of(0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);
    private static final List<Long> LONGS =
            List.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, -(1L << 53) - 1);
    private static final List<String> DECIMALS = List.of(
            "0",
            "1.5",
            "-0.1",
            "9999999999999999999999999999999999",
            "-9.999999999999999999999999999999999",
            "0.000001",
            "1E-20",
            "12345678901234567890.12345678901234",
            "100");
    private static final List<Double> DOUBLES = List.of(
            0.0, -0.0, 0.1, 1e21, 5e-7, 1e-320, Double.MAX_VALUE, Double.MIN_VALUE, -1.5, 123456789.125, 1e7, 1e-3);
    private static final List<LocalDate> DATES = List.of(
            LocalDate.of(1, 1, 1),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(1900, 2, 28),
            LocalDate.EPOCH,
            LocalDate.of(1582, 10, 10));
    private static final List<Instant> INSTANTS = List.of(
            Instant.EPOCH,
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.999Z"),
            Instant.parse("1969-12-31T23:59:59.999Z"),
            Instant.parse("2026-03-29T01:30:00Z"));
    private static final List<LocalTime> TIMES = List.of(
            LocalTime.MIN,
            LocalTime.MAX.truncatedTo(ChronoUnit.MILLIS),
            LocalTime.NOON,
            LocalTime.of(23, 59, 59),
            LocalTime.of(0, 0, 0, 1_000_000));

    private final Random random;

    RandomValues(long seed) {
        this.random = new Random(seed);
    }

    /** A value of the type, as the caster gives it. */
    Object of(FieldType type) {
        boolean edge = random.nextInt(4) == 0;
        return switch (type) {
            case STRING -> text();
            case INTEGER -> edge ? oneOf(INTEGERS) : (Object) random.nextInt();
            case LONG -> edge ? oneOf(LONGS) : (Object) random.nextLong();
            case DECIMAL -> edge ? new BigDecimal(oneOf(DECIMALS)) : decimal();
            case DOUBLE -> edge ? oneOf(DOUBLES) : (Object) number();
            case BOOLEAN -> random.nextBoolean();
            case DATE -> edge ? oneOf(DATES) : LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_652_058));
            case TIMESTAMP -> edge ? oneOf(INSTANTS) : Instant.ofEpochMilli(random.nextLong() % 60_000_000_000_000L);
            case TIME -> edge ? oneOf(TIMES) : LocalTime.ofNanoOfDay(random.nextInt(86_400_000) * 1_000_000L);
            case OBJECT -> object(2);
            case ARRAY -> list(2);
            case BINARY -> Bytes.of(bytes(1 + random.nextInt(40)));
            case OBJECT_ID -> new HexId(HexFormat.of().formatHex(bytes(12)));
            case POINT -> new GeoPoint(random.nextInt(180_000_001) / 1e6 - 90, random.nextInt(360_000_001) / 1e6 - 180);
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(oneOf(TEXTS)).append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private BigDecimal decimal() {
        BigDecimal decimal = new BigDecimal(new BigInteger(1 + random.nextInt(110), random), random.nextInt(30));
        return FieldType.normalized(random.nextBoolean() ? decimal : decimal.negate());
    }

    private double number() {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : random.nextDouble();
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            object.put("n" + i, part(depth));
        }
        return object;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(part(depth));
        }
        return list;
    }

    private Object part(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> text();
            case 1 -> random.nextLong();
            case 2 -> random.nextBoolean();
            case 3 -> decimal().add(new BigDecimal("0.5"), java.math.MathContext.DECIMAL128);
            case 4 -> object(depth - 1);
            default -> list(depth - 1);
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
