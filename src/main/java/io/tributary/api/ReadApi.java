package io.tributary.api;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoDatabase;
import io.tributary.definition.Definitions;
import io.tributary.record.Names;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read API: what the routes of {@code routes/api.camel.yaml} call. Every method answers the exchange's request and replaces the
 * message by the response; problems are responses too ({@code application/problem+json}). Safe for many threads.
 */
public final class ReadApi {

    private static final Logger LOG = LoggerFactory.getLogger(ReadApi.class);

    private final Map<String, ResourceReader> projections;
    private final Map<String, ResourceReader> views;
    private final byte[] projectionNames;
    private final byte[] viewNames;
    private final byte[] openApi;

    /**
     * Builds the API of these definitions.
     *
     * @param database to read from; its read preference and read concern are used
     */
    public ReadApi(MongoDatabase database, Definitions definitions, Names names) {
        Map<String, Resource> projectionResources = Resource.projections(definitions, names);
        Map<String, Resource> viewResources = Resource.views(definitions, names);
        this.projections = ResourceReader.all(database, projectionResources.values());
        this.views = ResourceReader.all(database, viewResources.values());
        this.projectionNames = ResourceReader.names(projectionResources.values());
        this.viewNames = ResourceReader.names(viewResources.values());
        this.openApi = OpenApi.of(projectionResources.values(), viewResources.values());
    }

    /** {@code GET /projections}: the names, with links. */
    public void projectionNames(Exchange exchange) {
        answer(exchange, request -> Answer.ok(projectionNames));
    }

    /** {@code GET /projections/{name}}: a page of documents. */
    public void projectionList(Exchange exchange) {
        answer(exchange, request -> reader("projection", request.fromEnd(0), projections)
                .list(request));
    }

    /** {@code GET /projections/{name}/{id}}: one document. */
    public void projection(Exchange exchange) {
        answer(exchange, request -> reader("projection", request.fromEnd(1), projections)
                .one(request));
    }

    /** {@code GET /single-views}: the names, with links. */
    public void viewNames(Exchange exchange) {
        answer(exchange, request -> Answer.ok(viewNames));
    }

    /** {@code GET /single-views/{name}}: a page of documents. */
    public void viewList(Exchange exchange) {
        answer(exchange, request -> reader("single view", request.fromEnd(0), views)
                .list(request));
    }

    /** {@code GET /single-views/{name}/{id}}: one document. */
    public void view(Exchange exchange) {
        answer(exchange, request -> reader("single view", request.fromEnd(1), views)
                .one(request));
    }

    /** {@code GET /openapi.json}: the description of all this. */
    public void openApi(Exchange exchange) {
        answer(exchange, request -> Answer.ok(openApi));
    }

    private static ResourceReader reader(String kind, String name, Map<String, ResourceReader> readers) {
        ResourceReader reader = readers.get(name);
        if (reader == null) {
            throw Problem.unknownName(kind, name, readers.keySet());
        }
        return reader;
    }

    private static void answer(Exchange exchange, Function<Request, Answer> handler) {
        guarded(() -> handler.apply(Request.of(exchange))).writeTo(exchange);
    }

    private static Answer guarded(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (Problem.Refusal e) {
            return Answer.of(e.problem());
        } catch (MongoSecurityException
                | MongoSocketException
                | MongoTimeoutException
                | MongoNotPrimaryException
                | MongoNodeIsRecoveringException
                | MongoConnectionPoolClearedException e) {
            return Answer.of(Problem.unavailable());
        } catch (MongoExecutionTimeoutException e) {
            return Answer.of(Problem.tooSlow("the database did not answer in time"));
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private static Answer failed(RuntimeException e) {
        LOG.error("The read API could not answer a request", e);
        return Answer.of(Problem.internal());
    }
}
