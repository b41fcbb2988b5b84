package io.tributary.view;

import io.tributary.definition.FieldType;
import io.tributary.definition.Mapping;
import io.tributary.projection.BsonValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/**
 * Figures over the values of one field. Integers sum to int64, decimals exactly to Decimal128, an average of either is a Decimal128 of
 * at most ten decimals, rounded half even.
 */
final class Aggregation {

    private static final int AVERAGE_SCALE = 10;

    private Aggregation() {}

    static @Nullable Object of(Mapping.Aggregate.Kind kind, FieldType type, List<Object> values) {
        return switch (kind) {
            case COUNT -> (long) values.size();
            case SUM -> sum(type, values);
            case MIN -> values.stream().min(BsonOrder.INSTANCE).orElse(null);
            case MAX -> values.stream().max(BsonOrder.INSTANCE).orElse(null);
            case AVG -> values.isEmpty() ? null : average(type, values);
            case FIRST -> values.isEmpty() ? null : values.get(0);
            case LAST -> values.isEmpty() ? null : values.get(values.size() - 1);
            case DISTINCT -> distinct(values);
        };
    }

    /** Each value once, in the order in which they come first; numbers are the same when their values are. */
    private static List<Object> distinct(List<Object> values) {
        Map<Object, Object> distinct = new LinkedHashMap<>();
        values.forEach(value -> distinct.putIfAbsent(BsonValues.comparable(value), value));
        return List.copyOf(distinct.values());
    }

    private static Object sum(FieldType type, List<Object> values) {
        return switch (type) {
            case INTEGER, LONG -> whole(exact(values));
            case DECIMAL -> new Decimal128(exact(values).round(MathContext.DECIMAL128));
            default -> doubles(values);
        };
    }

    private static long whole(BigDecimal sum) {
        try {
            return sum.longValueExact();
        } catch (ArithmeticException e) {
            throw new ViewRefusedException(
                    Refusal.Reason.OVERFLOW,
                    "the sum " + sum.toPlainString() + " is beyond 64 bits; give the field the type decimal");
        }
    }

    private static Object average(FieldType type, List<Object> values) {
        if (type == FieldType.DOUBLE) {
            return doubles(values) / values.size();
        }
        BigDecimal average =
                exact(values).divide(BigDecimal.valueOf(values.size()), AVERAGE_SCALE, RoundingMode.HALF_EVEN);
        return new Decimal128(FieldType.normalized(average).round(MathContext.DECIMAL128));
    }

    private static double doubles(List<Object> values) {
        return values.stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .sum();
    }

    private static BigDecimal exact(List<Object> values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object value : values) {
            sum = sum.add(
                    value instanceof Decimal128 decimal
                            ? decimal.bigDecimalValue()
                            : BigDecimal.valueOf(((Number) Objects.requireNonNull(value)).longValue()));
        }
        return sum;
    }
}
