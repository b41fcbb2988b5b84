package io.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tributary.definition.FieldType;
import io.tributary.definition.Shape;
import io.tributary.projection.BsonValues;
import io.tributary.projection.Meta;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Writes stored documents as JSON by the shape of their definition: its fields in declared order, decimals as numbers in plain
 * notation with all their digits, dates as {@code 2026-01-31}, timestamps as {@code 2026-01-31T10:00:00Z}. Fields that the definition
 * does not know (any more) are left out.
 */
final class DocumentJson {

    private final Resource resource;

    DocumentJson(Resource resource) {
        this.resource = resource;
    }

    /** Writes one document, with {@code _meta} last where it is asked for. */
    void write(JsonGenerator json, Document document, boolean meta) throws IOException {
        json.writeStartObject();
        fields(json, resource.shape(), document);
        if (meta && document.get(Meta.META) instanceof Document own) {
            json.writeFieldName(Meta.META);
            meta(json, document, own);
        }
        json.writeEndObject();
    }

    private void meta(JsonGenerator json, Document document, Document own) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", resource.idText(document));
        for (String field : List.of(Meta.REVISION, Meta.VERSION, Meta.WRITTEN_AT, Meta.SOURCE, Meta.REFUSED)) {
            if (own.get(field) != null) {
                json.writeFieldName(field);
                bson(json, own.get(field));
            }
        }
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, Shape.Obj shape, Document document) throws IOException {
        for (Map.Entry<String, Shape> field : shape.fields().entrySet()) {
            Object value = document.get(field.getKey());
            if (value != null) {
                json.writeFieldName(field.getKey());
                value(json, field.getValue(), value);
            }
        }
    }

    private static void value(JsonGenerator json, Shape shape, @Nullable Object value) throws IOException {
        if (shape instanceof Shape.Obj obj && value instanceof Document document) {
            json.writeStartObject();
            fields(json, obj, document);
            json.writeEndObject();
        } else if (shape instanceof Shape.Arr array && value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, array.element(), element);
            }
            json.writeEndArray();
        } else if (shape instanceof Shape.Leaf leaf && leaf.type() == FieldType.DATE && value instanceof Date) {
            json.writeString(String.valueOf(BsonValues.fromBson(FieldType.DATE, value)));
        } else {
            bson(json, value);
        }
    }

    /** By the stored type: for all that says itself what it is, and for what lies within objects and arrays without a shape. */
    private static void bson(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : map.entrySet()) {
                json.writeFieldName(String.valueOf(field.getKey()));
                bson(json, field.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                bson(json, element);
            }
            json.writeEndArray();
        } else {
            scalar(json, value);
        }
    }

    private static void scalar(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number); // NaN and the infinities, which JSON has not, become text.
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Decimal128 decimal) {
            decimal(json, decimal);
        } else if (value instanceof Date date) {
            json.writeString(date.toInstant().toString());
        } else if (value instanceof ObjectId id) {
            json.writeString(id.toHexString());
        } else if (value instanceof Binary binary) {
            json.writeString(Base64.getEncoder().encodeToString(binary.getData()));
        } else {
            json.writeString(value.toString());
        }
    }

    private static void decimal(JsonGenerator json, Decimal128 decimal) throws IOException {
        if (decimal.isNaN() || decimal.isInfinite()) {
            json.writeString(decimal.toString());
            return;
        }
        boolean negativeZero = decimal.isNegative() && decimal.equals(Decimal128.NEGATIVE_ZERO);
        json.writeNumber((negativeZero ? BigDecimal.ZERO : decimal.bigDecimalValue()).toPlainString());
    }
}
