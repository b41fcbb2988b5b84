package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Documents by position. The position of a document that was removed goes to a later one. */
final class DocumentStore {

    private final List<@Nullable Document> documents = new ArrayList<>();
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
        Document document = documents.get(position);
        if (document == null) {
            throw new IllegalStateException("an index points to position " + position + ", which is free");
        }
        return document;
    }

    @Nullable
    Integer find(Document document) {
        int position = documents.indexOf(document);
        return position < 0 ? null : position;
    }

    int add(Document document) {
        Integer position = free.poll();
        if (position == null) {
            documents.add(document);
            return documents.size() - 1;
        }
        documents.set(position, document);
        return position;
    }

    void set(int position, Document document) {
        documents.set(position, document);
    }

    void remove(int position) {
        documents.set(position, null);
        free.add(position);
    }
}
