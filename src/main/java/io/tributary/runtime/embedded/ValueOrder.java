package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB's order of BSON values (manual, "Comparison/Sort Order"): first by type, then by value. Numbers of all types compare by
 * their exact value, so that 1, 1L, 1.0 and Decimal128 1 are one key; documents compare field by field, so that the order of
 * their fields counts; strings compare as UTF-8.
 */
final class ValueOrder implements Comparator<@Nullable Object> {

    static final ValueOrder INSTANCE = new ValueOrder();

    private static final int NULL = 1;
    private static final int NUMBER = 2;

    /** In BSON order from {@link #NUMBER} on; the three binary types of the server are kept apart. */
    private static final List<Class<?>> TYPES = List.of(
            Number.class,
            String.class,
            Document.class,
            Collection.class,
            BinData.class,
            LegacyUUID.class,
            UUID.class,
            ObjectId.class,
            Boolean.class,
            Instant.class,
            BsonTimestamp.class,
            BsonRegularExpression.class);

    private static final int OTHER = NUMBER + TYPES.size();

    private ValueOrder() {}

    /** A bound that no value equals: below or above all values of one type, because ranges stay within a type. */
    record Edge(int rank, int side) {
        static Edge below(Object value) {
            return new Edge(ValueOrder.rank(value), -1);
        }

        static Edge above(Object value) {
            return new Edge(ValueOrder.rank(value), 1);
        }
    }

    static boolean sameType(Object a, Object b) {
        return rank(a) == rank(b);
    }

    @Override
    public int compare(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        int rankA = rank(a);
        int rankB = rank(b);
        if (rankA != rankB || a == null || b == null) {
            return Integer.compare(rankA, rankB);
        }
        if (a instanceof Edge || b instanceof Edge) {
            return Integer.compare(side(a), side(b));
        }
        return compareSameType(a, b);
    }

    private static int side(Object value) {
        return value instanceof Edge edge ? edge.side() : 0;
    }

    private static int rank(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof Edge edge) {
            return edge.rank();
        }
        if (value instanceof MinKey) {
            return 0;
        }
        if (value instanceof MaxKey) {
            return Integer.MAX_VALUE;
        }
        for (int i = 0; i < TYPES.size(); i++) {
            if (TYPES.get(i).isInstance(value)) {
                return NUMBER + i;
            }
        }
        return OTHER;
    }

    private int compareSameType(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return compareNumbers(x, y);
        }
        if (a instanceof String x && b instanceof String y) {
            return compareStrings(x, y);
        }
        if (a instanceof Document x && b instanceof Document y) {
            return compareDocuments(x, y);
        }
        if (a instanceof Collection<?> x && b instanceof Collection<?> y) {
            return compareArrays(x, y);
        }
        return compareScalars(a, b);
    }

    private static int compareScalars(Object a, Object b) {
        if (a instanceof ObjectId x && b instanceof ObjectId y) {
            return x.compareTo(y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        if (a instanceof Instant x && b instanceof Instant y) {
            return x.compareTo(y);
        }
        if (a instanceof BsonTimestamp x && b instanceof BsonTimestamp y) {
            return x.compareTo(y);
        }
        if (a instanceof BinData x && b instanceof BinData y) {
            return x.compareTo(y);
        }
        // The text of a UUID orders as its bytes do; MinKey and MaxKey are equal to themselves only.
        return a.equals(b) ? 0 : a.toString().compareTo(b.toString());
    }

    private static int compareNumbers(Number a, Number b) {
        if (isIntegral(a) && isIntegral(b)) {
            return Long.compare(a.longValue(), b.longValue());
        }
        int weightA = weight(a);
        int weightB = weight(b);
        if (weightA != 0 || weightB != 0) {
            return Integer.compare(weightA, weightB);
        }
        return exact(a).compareTo(exact(b));
    }

    private static boolean isIntegral(Number number) {
        return !(number instanceof Double || number instanceof Decimal128);
    }

    /** NaN below everything, then the infinities around the finite numbers, which weigh 0. */
    private static int weight(Number number) {
        if (number.equals(Double.NaN) || number.equals(Decimal128.NaN)) {
            return -2;
        }
        if (number.equals(Double.NEGATIVE_INFINITY) || number.equals(Decimal128.NEGATIVE_INFINITY)) {
            return -1;
        }
        return number.equals(Double.POSITIVE_INFINITY) || number.equals(Decimal128.POSITIVE_INFINITY) ? 1 : 0;
    }

    private static BigDecimal exact(Number number) {
        if (number instanceof Decimal128 decimal) {
            return decimal.toBigDecimal();
        }
        return number instanceof Double real ? new BigDecimal(real) : BigDecimal.valueOf(number.longValue());
    }

    private static int compareStrings(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(utf8Weight(x), utf8Weight(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** In UTF-8 the characters that Java writes as surrogate pairs come after all others. */
    private static int utf8Weight(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }

    private int compareDocuments(Document a, Document b) {
        Iterator<Map.Entry<String, Object>> left = a.entrySet().iterator();
        Iterator<Map.Entry<String, Object>> right = b.entrySet().iterator();
        while (left.hasNext() && right.hasNext()) {
            int result = compareFields(left.next(), right.next());
            if (result != 0) {
                return result;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    private int compareFields(Map.Entry<String, Object> a, Map.Entry<String, Object> b) {
        int byType = Integer.compare(rank(a.getValue()), rank(b.getValue()));
        if (byType != 0) {
            return byType;
        }
        int byName = compareStrings(a.getKey(), b.getKey());
        return byName != 0 ? byName : compare(a.getValue(), b.getValue());
    }

    private int compareArrays(Collection<?> a, Collection<?> b) {
        Iterator<?> left = a.iterator();
        Iterator<?> right = b.iterator();
        while (left.hasNext() && right.hasNext()) {
            int result = compare(left.next(), right.next());
            if (result != 0) {
                return result;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }
}
