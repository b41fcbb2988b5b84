package io.tributary.view;

import io.tributary.definition.ViewSource;
import io.tributary.projection.Meta;
import io.tributary.projection.PlainDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocumentReader;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/** Reads the documents of one node of a view from BSON straight into rows. */
final class RowCodec implements Codec<Row> {

    private static final PlainDocuments PLAIN = PlainDocuments.ofDefaults();
    private static final DecoderContext CONTEXT = DecoderContext.builder().build();

    private final ViewNode node;

    /** The parts of a view's key stand in its {@code _id}, and perhaps nowhere else. */
    private final boolean keyInId;

    RowCodec(ViewNode node) {
        this.node = node;
        this.keyInId = node.source() instanceof ViewSource;
    }

    /** The driver's codecs with this one. */
    CodecRegistry registry() {
        return CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(this), PlainDocuments.registry());
    }

    @Override
    public Row decode(BsonReader reader, DecoderContext context) {
        Object id = null;
        boolean deleted = false;
        @Nullable Object[] values = new @Nullable Object[node.fields().size()];
        reader.readStartDocument();
        for (BsonType type = reader.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = reader.readBsonType()) {
            String name = reader.readName();
            if (name.equals("_id")) {
                id = id(reader, type, values);
            } else if (name.equals(Meta.META)) {
                deleted = type == BsonType.DOCUMENT ? deleted(reader) : skip(reader);
            } else {
                put(values, name, PLAIN.read(reader, type, CONTEXT), false);
            }
        }
        reader.readEndDocument();
        return new Row(Objects.requireNonNull(id), deleted, values);
    }

    /** A document that is in memory already. */
    Row row(Document document) {
        return decode(
                new BsonDocumentReader(document.toBsonDocument(Document.class, PlainDocuments.registry())), CONTEXT);
    }

    private @Nullable Object id(BsonReader reader, BsonType type, @Nullable Object[] values) {
        if (type != BsonType.DOCUMENT) {
            Object id = PLAIN.read(reader, type, CONTEXT);
            put(values, node.source().key().get(0), id, true);
            return id;
        }
        if (node.parent() == null) {
            Document id = PLAIN.decode(reader, CONTEXT);
            id.forEach((part, value) -> put(values, part, value, true));
            return id;
        }
        List<@Nullable Object> parts = new ArrayList<>(4);
        reader.readStartDocument();
        for (BsonType part = reader.readBsonType(); part != BsonType.END_OF_DOCUMENT; part = reader.readBsonType()) {
            String name = reader.readName();
            Object value = PLAIN.read(reader, part, CONTEXT);
            put(values, name, value, true);
            parts.add(value);
        }
        reader.readEndDocument();
        return parts.toArray();
    }

    private void put(@Nullable Object[] values, String name, @Nullable Object value, boolean ofId) {
        boolean inId = keyInId && node.source().key().contains(name);
        int position = ofId == inId ? node.positionOrNone(name) : -1;
        if (position >= 0) {
            values[position] = value;
        }
    }

    private static boolean deleted(BsonReader reader) {
        boolean deleted = false;
        reader.readStartDocument();
        for (BsonType type = reader.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = reader.readBsonType()) {
            deleted |= reader.readName().equals(Meta.DELETED_AT) && type == BsonType.DATE_TIME;
            reader.skipValue();
        }
        reader.readEndDocument();
        return deleted;
    }

    private static boolean skip(BsonReader reader) {
        reader.skipValue();
        return false;
    }

    /** Nobody writes rows. */
    @Override
    public void encode(BsonWriter writer, Row row, EncoderContext context) {
        throw new UnsupportedOperationException("rows are read, not written");
    }

    @Override
    public Class<Row> getEncoderClass() {
        return Row.class;
    }
}
