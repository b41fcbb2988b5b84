package io.tributary.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoClientSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonSerializationException;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is stored is what the driver would store, byte for byte, and comes back as it would give it. */
class PlainDocumentsTest {

    private final Codec<Document> ours = PlainDocuments.registry().get(Document.class);
    private final Codec<Document> drivers =
            MongoClientSettings.getDefaultCodecRegistry().get(Document.class);
    private final Random random = new Random(1);

    @Test
    void random_documents_are_written_and_read_as_the_driver_does() {
        for (int i = 0; i < 20_000; i++) {
            Document document = document(3);
            if (random.nextBoolean()) {
                document.append("_id", random.nextLong());
            }
            boolean stored = random.nextBoolean();
            byte[] bytes = bytes(drivers, document, stored);
            assertThat(bytes(ours, document, stored)).isEqualTo(bytes);
            assertThat(document(ours, bytes)).isEqualTo(document(drivers, bytes));
        }
    }

    @Test
    void the_id_of_a_stored_document_comes_first() {
        byte[] bytes = bytes(ours, new Document("name", "a").append("_id", 7L), true);
        assertThat(document(drivers, bytes).keySet()).containsExactly("_id", "name");
    }

    @Test
    void types_that_no_cast_makes_are_left_to_the_driver() {
        Map<String, Object> map = new TreeMap<>(Map.of("b", 1, "a", new Document("c", 2)));
        Document document = new Document("time", new BsonTimestamp(1, 2))
                .append("map", map)
                .append("bytes", new byte[] {1, 2})
                .append("letter", 'x')
                .append("real", 1.5f);
        assertThat(bytes(ours, document, false)).isEqualTo(bytes(drivers, document, false));
        assertThat(document(ours, bytes(ours, document, false)))
                .isEqualTo(document(drivers, bytes(drivers, document, false)));
    }

    @Test
    void what_the_driver_refuses_is_refused() {
        assertThatThrownBy(() -> bytes(ours, new Document("a\0b", 1), false))
                .isInstanceOf(BsonSerializationException.class);
        assertThatThrownBy(() -> bytes(ours, new Document("a", new Object()), false))
                .isInstanceOf(CodecConfigurationException.class);
    }

    @Test
    void decimals_are_those_of_the_library() {
        for (int i = 0; i < 100_000; i++) {
            BigDecimal decimal = new BigDecimal(
                    BigInteger.valueOf(random.nextLong() >> random.nextInt(64)), random.nextInt(60) - 30);
            assertThat(BsonValues.toBson(decimal)).isEqualTo(new Decimal128(decimal));
        }
        List<String> edges = List.of("0", "-0.00", "9E+6111", "1E-6176", "999999999999999999", "-1000000000000000000");
        edges.forEach(edge ->
                assertThat(BsonValues.toBson(new BigDecimal(edge))).isEqualTo(new Decimal128(new BigDecimal(edge))));
    }

    private Document document(int depth) {
        Document document = new Document();
        for (int i = random.nextInt(5); i >= 0; i--) {
            document.append("f" + random.nextInt(50), value(depth));
        }
        return document;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 13 : 11)) {
            case 0 -> null;
            case 1 -> "text ü " + random.nextInt();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> random.nextDouble();
            case 5 -> random.nextBoolean();
            case 6 -> new Date(random.nextLong());
            case 7 -> new Decimal128(new BigDecimal(BigInteger.valueOf(random.nextLong()), 2));
            case 8 -> new ObjectId();
            case 9 -> new Binary((byte) random.nextInt(3), new byte[] {1, 2, 3});
            case 10 -> List.of();
            case 11 -> document(depth - 1);
            default -> array(depth - 1);
        };
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> array = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            array.add(value(depth));
        }
        return array;
    }

    private static byte[] bytes(Codec<Document> codec, Document document, boolean stored) {
        BasicOutputBuffer out = new BasicOutputBuffer();
        EncoderContext context =
                EncoderContext.builder().isEncodingCollectibleDocument(stored).build();
        codec.encode(new BsonBinaryWriter(out), document, context);
        return Arrays.copyOf(out.getInternalBuffer(), out.getPosition());
    }

    private static Document document(Codec<Document> codec, byte[] bytes) {
        return codec.decode(
                new BsonBinaryReader(ByteBuffer.wrap(bytes)),
                DecoderContext.builder().build());
    }
}
