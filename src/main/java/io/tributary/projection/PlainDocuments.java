package io.tributary.projection;

import com.mongodb.MongoClientSettings;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.BsonBinary;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.BsonTypeClassMap;
import org.bson.codecs.Codec;
import org.bson.codecs.CollectibleCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Documents to BSON and back as the driver's {@link DocumentCodec} does it, but without asking the registry of codecs for each value:
 * that was a sixth of the updater's time (docs/decisions/0036). What {@link BsonValues} does not make is left to the registry.
 * Unlike the driver's, it makes of a stored {@code {$ref, $id}} a document as it stands, and of a UUID always a {@link Binary}.
 */
public final class PlainDocuments implements CollectibleCodec<Document> {

    private static final BsonTypeClassMap CLASSES = new BsonTypeClassMap();
    private static final EncoderContext NESTED = EncoderContext.builder().build();

    private final CodecRegistry registry;
    private final DocumentCodec identity;

    private PlainDocuments(CodecRegistry registry) {
        this.registry = registry;
        this.identity = new DocumentCodec(registry);
    }

    /** A codec for those who read parts of documents by themselves. */
    public static PlainDocuments ofDefaults() {
        return new PlainDocuments(MongoClientSettings.getDefaultCodecRegistry());
    }

    /** The driver's codecs with this one for {@link Document}, for the settings of a client. */
    public static CodecRegistry registry() {
        CodecProvider ours = new CodecProvider() {
            @Override
            @SuppressWarnings("unchecked")
            public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
                return type == Document.class ? (Codec<T>) new PlainDocuments(registry) : null;
            }
        };
        return CodecRegistries.fromRegistries(
                CodecRegistries.fromProviders(ours), MongoClientSettings.getDefaultCodecRegistry());
    }

    @Override
    public void encode(BsonWriter writer, Document document, EncoderContext context) {
        boolean idFirst = context.isEncodingCollectibleDocument() && document.containsKey("_id");
        writer.writeStartDocument();
        if (idFirst) {
            writer.writeName("_id");
            write(writer, document.get("_id"));
        }
        for (Map.Entry<String, Object> member : document.entrySet()) {
            if (!idFirst || !member.getKey().equals("_id")) {
                writer.writeName(member.getKey());
                write(writer, member.getValue());
            }
        }
        writer.writeEndDocument();
    }

    private void write(BsonWriter writer, @Nullable Object value) {
        if (value == null) {
            writer.writeNull();
        } else if (value instanceof String text) {
            writer.writeString(text);
        } else if (value instanceof Document document) {
            encode(writer, document, NESTED);
        } else if (value instanceof Long whole) {
            writer.writeInt64(whole);
        } else if (value instanceof Integer whole) {
            writer.writeInt32(whole);
        } else if (value instanceof Date date) {
            writer.writeDateTime(date.getTime());
        } else if (value instanceof Decimal128 decimal) {
            writer.writeDecimal128(decimal);
        } else if (value instanceof List<?> list) {
            writer.writeStartArray();
            for (Object element : list) {
                write(writer, element);
            }
            writer.writeEndArray();
        } else if (value instanceof Boolean bool) {
            writer.writeBoolean(bool);
        } else if (value instanceof Double real) {
            writer.writeDouble(real);
        } else if (value instanceof ObjectId id) {
            writer.writeObjectId(id);
        } else if (value instanceof Binary binary) {
            writer.writeBinaryData(new BsonBinary(binary.getType(), binary.getData()));
        } else {
            writeOther(writer, value);
        }
    }

    @SuppressWarnings("unchecked")
    private void writeOther(BsonWriter writer, Object value) {
        Codec<Object> codec = (Codec<Object>) registry.get(value.getClass());
        NESTED.encodeWithChildContext(codec, writer, value);
    }

    @Override
    public Document decode(BsonReader reader, DecoderContext context) {
        Document document = new Document();
        reader.readStartDocument();
        for (BsonType type = reader.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = reader.readBsonType()) {
            String name = reader.readName();
            document.put(name, read(reader, type, context));
        }
        reader.readEndDocument();
        return document;
    }

    /**
     * Reads one value.
     *
     * @param type of the value, which the reader has said
     */
    public @Nullable Object read(BsonReader reader, BsonType type, DecoderContext context) {
        return switch (type) {
            case STRING -> reader.readString();
            case INT64 -> reader.readInt64();
            case INT32 -> reader.readInt32();
            case DATE_TIME -> new Date(reader.readDateTime());
            case DECIMAL128 -> reader.readDecimal128();
            case OBJECT_ID -> reader.readObjectId();
            case BOOLEAN -> reader.readBoolean();
            case DOUBLE -> reader.readDouble();
            case DOCUMENT -> decode(reader, context);
            case ARRAY -> readArray(reader, context);
            case NULL -> {
                reader.readNull();
                yield null;
            }
            default -> registry.get(CLASSES.get(type)).decode(reader, context);
        };
    }

    private List<@Nullable Object> readArray(BsonReader reader, DecoderContext context) {
        List<@Nullable Object> array = new ArrayList<>();
        reader.readStartArray();
        for (BsonType type = reader.readBsonType(); type != BsonType.END_OF_DOCUMENT; type = reader.readBsonType()) {
            array.add(read(reader, type, context));
        }
        reader.readEndArray();
        return array;
    }

    @Override
    public Class<Document> getEncoderClass() {
        return Document.class;
    }

    @Override
    public Document generateIdIfAbsentFromDocument(Document document) {
        return identity.generateIdIfAbsentFromDocument(document);
    }

    @Override
    public boolean documentHasId(Document document) {
        return identity.documentHasId(document);
    }

    @Override
    public BsonValue getDocumentId(Document document) {
        return identity.getDocumentId(document);
    }
}
