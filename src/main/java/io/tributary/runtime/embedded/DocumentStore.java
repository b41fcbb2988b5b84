package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Documents by position, each as its BSON bytes: a tenth of what the server's maps of maps take, so that the demo holds millions in
 * a small heap. What is read is a copy, which its reader may keep. The position of a document that was removed goes to a later one.
 */
final class DocumentStore {

    private final List<byte @Nullable []> documents = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();

    int size() {
        return documents.size() - free.size();
    }

    /** The taken positions, ascending. */
    Stream<Integer> positions() {
        return IntStream.range(0, documents.size())
                .filter(position -> documents.get(position) != null)
                .boxed();
    }

    Document get(int position) {
        byte[] bytes = documents.get(position);
        if (bytes == null) {
            throw new IllegalStateException("an index points to position " + position + ", which is free");
        }
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    @Nullable
    Integer find(Document document) {
        byte[] bytes = bytes(document);
        int position = IntStream.range(0, documents.size())
                .filter(candidate -> Arrays.equals(documents.get(candidate), bytes))
                .findFirst()
                .orElse(-1);
        return position < 0 ? null : position;
    }

    int add(Document document) {
        Integer position = free.poll();
        if (position == null) {
            documents.add(bytes(document));
            return documents.size() - 1;
        }
        documents.set(position, bytes(document));
        return position;
    }

    void set(int position, Document document) {
        documents.set(position, bytes(document));
    }

    void remove(int position) {
        documents.set(position, null);
        free.add(position);
    }

    private static byte[] bytes(Document document) {
        ByteBuf buffer = Unpooled.buffer(1_024);
        BsonEncoder.encodeDocument(document, buffer);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
