package io.tributary.simulation;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.result.InsertOneResult;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
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
                return driver(collection((String) arguments[0]));
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
    private static MongoCollection<Document> driver(SimulatedCollection collection) {
        return proxy(MongoCollection.class, (self, method, arguments) -> {
            switch (method.getName()) {
                case "find":
                    return find(collection, arguments == null ? new Document() : (Bson) arguments[0]);
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

    private static FindIterable<Document> find(SimulatedCollection collection, Bson filter) {
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
                    return cursor(collection.find(filter, projection[0]));
                case "first":
                    Iterator<Document> found = collection.find(filter, projection[0]);
                    return found.hasNext() ? found.next() : null;
                case "forEach":
                    forEach(collection.find(filter, projection[0]), (Consumer<Document>) arguments[0]);
                    return null;
                case "into":
                    forEach(collection.find(filter, projection[0]), ((Collection<Document>) arguments[0])::add);
                    return arguments[0];
                default:
                    throw new UnsupportedOperationException(method.toString());
            }
        });
    }

    private static void forEach(Iterator<Document> found, Consumer<Document> consumer) {
        found.forEachRemaining(consumer);
    }

    private static MongoCursor<Document> cursor(Iterator<Document> found) {
        return proxy(MongoCursor.class, (self, method, arguments) -> switch (method.getName()) {
            case "hasNext" -> found.hasNext();
            case "next" -> found.next();
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<? super T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(SimulatedDatabase.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
