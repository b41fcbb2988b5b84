package io.tributary.cast;

/**
 * An own cast: turns a source's value into something that the field's type can take. Definitions name it with {@code cast:}.
 * It is called by several threads at once.
 */
@FunctionalInterface
public interface CastFunction {

    /**
     * Casts one value.
     *
     * @param value what the record holds: a String, Boolean, Long, BigDecimal, Map or List; never null
     * @return the value to go on with; it is still brought to the field's type
     * @throws IllegalArgumentException if the value cannot be cast; the message becomes the reason of the rejection
     */
    Object cast(Object value);
}
