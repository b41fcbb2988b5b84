package io.tributary.view;

import java.util.Comparator;
import java.util.Iterator;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** Orders stored values of one field: missing values first, numbers and dates by value, composite keys part by part. */
final class BsonOrder implements Comparator<@Nullable Object> {

    static final BsonOrder INSTANCE = new BsonOrder();

    private BsonOrder() {}

    @Override
    public int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return left == right ? 0 : left == null ? -1 : 1;
        }
        if (left instanceof Decimal128 one && right instanceof Decimal128 other) {
            return one.bigDecimalValue().compareTo(other.bigDecimalValue());
        }
        if (left instanceof Document one && right instanceof Document other) {
            return parts(one, other);
        }
        if (left instanceof Comparable<?> && left.getClass() == right.getClass()) {
            return natural(left, right);
        }
        return left.toString().compareTo(right.toString());
    }

    private int parts(Document left, Document right) {
        Iterator<Object> other = right.values().iterator();
        for (Object part : left.values()) {
            int order = other.hasNext() ? compare(part, other.next()) : 1;
            if (order != 0) {
                return order;
            }
        }
        return other.hasNext() ? -1 : 0;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // both are of one class, which is comparable with itself
    private static int natural(Object left, Object right) {
        return ((Comparable) left).compareTo(right);
    }
}
