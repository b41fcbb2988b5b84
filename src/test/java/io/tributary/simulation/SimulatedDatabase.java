package io.tributary.simulation;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.result.InsertOneResult;
import io.tributary.projection.PlainDocuments;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/** A database in memory behind the driver's interfaces, with the operations that Tributary uses; any other is an error. */
final class SimulatedDatabase {

    private final boolean guardsInPipelines;
    private final Scheduler scheduler;
    private final Chance chance;
    private final Coverage coverage;
    private final Map<String, SimulatedCollection> collections = new LinkedHashMap<>();

    SimulatedDatabase(boolean guardsInPipelines, Scheduler scheduler, Chance chance, Coverage coverage) {
        this.guardsInPipelines = guardsInPipelines;
        this.scheduler = scheduler;
        this.chance = chance;
        this.coverage = coverage;
    }

    SimulatedCollection collection(String name) {
        return collections.computeIfAbsent(
                name, missing -> new SimulatedCollection(missing, scheduler, chance, coverage));
    }

    MongoDatabase database() {
        return proxy(MongoDatabase.class, (self, method, arguments) -> {
            if (method.getName().equals("getCollection")) {
                return driver(collection((String) arguments[0]), PlainDocuments.registry(), Document.class);
            }
            if (method.getName().equals("runCommand") && ((Document) arguments[0]).containsKey("buildInfo")) {
                if (chance.happens(Fault.OUTAGE)) {
                    throw new MongoTimeoutException("no connection");
                }
                return new Document("gitVersion", guardsInPipelines ? "documentdb-simulated" : "simulated");
            }
            throw new UnsupportedOperationException(method.toString());
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> MongoCollection<T> driver(
            SimulatedCollection collection, CodecRegistry registry, Class<T> type) {
        return proxy(MongoCollection.class, (self, method, arguments) -> {
            switch (method.getName()) {
                case "withCodecRegistry":
                    return driver(collection, (CodecRegistry) arguments[0], type);
                case "withDocumentClass":
                    return driver(collection, registry, (Class<?>) arguments[0]);
                case "find":
                    Bson filter = arguments == null ? new Document() : (Bson) arguments[0];
                    return find(collection, filter, document -> decoded(document, registry, type));
                case "bulkWrite":
                    return collection.bulkWrite((List<WriteModel<Document>>) arguments[0]);
                case "insertOne":
                    collection.insertOne((Document) arguments[0]);
                    return InsertOneResult.unacknowledged();
                case "updateOne":
                    return collection.updateOne((Bson) arguments[0], (Bson) arguments[1]);
                case "insertMany":
                    collection.insertMany((List<Document>) arguments[0]);
                    return null;
                default:
                    throw new UnsupportedOperationException(method.toString());
            }
        });
    }

    /** A document as the driver would read it; what is read as it is stored is not encoded for that. */
    private static <T> T decoded(Document document, CodecRegistry registry, Class<T> type) {
        if (type.isInstance(document)) {
            return type.cast(document);
        }
        BsonDocument encoded = document.toBsonDocument(Document.class, PlainDocuments.registry());
        return registry.get(type)
                .decode(
                        new BsonDocumentReader(encoded),
                        DecoderContext.builder().build());
    }

    private static <T> FindIterable<T> find(
            SimulatedCollection collection, Bson filter, Function<Document, T> decoded) {
        Document[] projection = new Document[1];
        int[] limit = {Integer.MAX_VALUE};
        return proxy(FindIterable.class, (self, method, arguments) -> {
            switch (method.getName()) {
                case "projection":
                    projection[0] = Matching.plain((Bson) arguments[0]);
                    return self;
                case "batchSize":
                    return self;
                case "sort":
                    return self;
                case "limit":
                    limit[0] = (int) arguments[0];
                    return self;
                case "cursor":
                case "iterator":
                    return cursor(collection.find(filter, projection[0]), decoded);
                case "first":
                    Iterator<Document> found = collection.find(filter, projection[0]);
                    return found.hasNext() ? decoded.apply(found.next()) : null;
                case "forEach":
                    forEach(collection.find(filter, projection[0]), decoded, (Consumer<T>) arguments[0]);
                    return null;
                case "into":
                    forEach(collection.find(filter, projection[0]), decoded, ((Collection<T>) arguments[0])::add);
                    return arguments[0];
                default:
                    throw new UnsupportedOperationException(method.toString());
            }
        });
    }

    private static <T> void forEach(
            Iterator<Document> found, Function<Document, T> decoded, Consumer<? super T> consumer) {
        found.forEachRemaining(document -> consumer.accept(decoded.apply(document)));
    }

    private static <T> MongoCursor<T> cursor(Iterator<Document> found, Function<Document, T> decoded) {
        return proxy(MongoCursor.class, (self, method, arguments) -> switch (method.getName()) {
            case "hasNext" -> found.hasNext();
            case "next" -> decoded.apply(found.next());
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<? super T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(SimulatedDatabase.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
