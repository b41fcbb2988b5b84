package io.tributary.agent;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.dataformat.bindy.annotation.DataField;
import org.apache.camel.dataformat.bindy.annotation.FixedLengthRecord;
import org.apache.camel.dataformat.bindy.fixed.BindyFixedLengthDataFormat;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/** A fixed-length layout: a Bindy model class. Its columns are the names of its data fields, in the order of their positions. */
final class BindyLayout implements AutoCloseable {

    private final CamelContext context;
    private final BindyFixedLengthDataFormat format;
    private final List<Field> fields;

    BindyLayout(CamelContext context, Class<?> model) {
        if (!model.isAnnotationPresent(FixedLengthRecord.class)) {
            throw new IllegalArgumentException(model.getName() + " is not annotated with @FixedLengthRecord");
        }
        this.context = context;
        this.fields = Arrays.stream(model.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(DataField.class))
                .sorted(Comparator.comparingInt(
                        field -> field.getAnnotation(DataField.class).pos()))
                .toList();
        fields.forEach(field -> field.setAccessible(true));
        this.format = new BindyFixedLengthDataFormat(model);
        format.setCamelContext(context);
        format.start();
    }

    List<String> columns() {
        return fields.stream().map(Field::getName).toList();
    }

    /**
     * Reads lines.
     *
     * @return one model object per line
     * @throws Exception if one of the lines is not of this layout, or gave no object
     */
    List<Object> read(List<String> lines) throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.setProperty(Exchange.CHARSET_NAME, StandardCharsets.UTF_8.name());
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        Object read = format.unmarshal(exchange, new ByteArrayInputStream(text));
        List<Object> models = read instanceof List<?> list ? new ArrayList<>(list) : List.of(read);
        if (models.size() != lines.size()) {
            throw new IllegalArgumentException("the line gives no record");
        }
        return models;
    }

    /** The values of a model object, one per column. */
    @Nullable
    Object[] values(Object model) {
        @Nullable Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = SourceValues.of(fields.get(i).get(model));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }

    @Override
    public void close() {
        format.stop();
    }
}
