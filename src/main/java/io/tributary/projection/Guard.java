package io.tributary.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/** How a replace is bound to the revision that was read (decision 0002). */
enum Guard {

    /** In its filter: every engine has that, and the count of what matched tells whether somebody lost. */
    FILTER {
        @Override
        WriteModel<Document> replace(Document document, ObjectId expected) {
            return new ReplaceOneModel<>(
                    Filters.and(Filters.eq("_id", document.get("_id")), Filters.eq(Meta.path(Meta.REVISION), expected)),
                    document);
        }

        @Override
        boolean isLost(BulkWriteError error) {
            return false;
        }
    },

    /**
     * In a pipeline, over a filter of the {@code _id} alone. DocumentDB on PostgreSQL has a short way for such a filter: a guarded
     * replace of a small document costs it about half. A replace that lost has to fail there: one that left the document as it was
     * would be counted like those that won, and to read all of them again costs more than the few that lose.
     */
    PIPELINE {
        @Override
        WriteModel<Document> replace(Document document, ObjectId expected) {
            Document isExpected = new Document("$eq", List.of("$" + Meta.path(Meta.REVISION), expected));
            Document guarded = new Document("$cond", List.of(isExpected, new Document("$literal", document), LOST));
            List<Bson> pipeline = List.of(new Document("$replaceWith", guarded));
            return new UpdateOneModel<>(new Document("_id", document.get("_id")), pipeline);
        }

        @Override
        boolean isLost(BulkWriteError error) {
            return error.getCategory() != ErrorCategory.DUPLICATE_KEY
                    && NO_DOCUMENT.matcher(error.getMessage()).find();
        }
    };

    /** What a lost replace is asked to put in place of the document, which this server refuses. */
    private static final String LOST = "lost";

    /** What it says then; MongoDB would say it in the second form. What we put there otherwise is a document. */
    private static final Pattern NO_DOCUMENT =
            Pattern.compile("'newRoot' (must produce an object|expression must evaluate to an object)");

    /** What the gateway of DocumentDB on PostgreSQL says as the {@code gitVersion} of its build. */
    private static final String DOCUMENTDB = "documentdb";

    /** A replace of the document that holds this revision, and of no other. */
    abstract WriteModel<Document> replace(Document document, ObjectId expected);

    /** Whether a write failed since another revision was there. */
    abstract boolean isLost(BulkWriteError error);

    /**
     * The fastest guard of those measured on this server.
     *
     * @throws com.mongodb.MongoException if the server cannot be reached
     */
    static Guard of(MongoDatabase database) {
        try {
            Object build = database.runCommand(new Document("buildInfo", 1)).get("gitVersion");
            return build instanceof String name && name.contains(DOCUMENTDB) ? PIPELINE : FILTER;
        } catch (MongoCommandException e) {
            // A server that does not say what it is.
            return FILTER;
        }
    }
}
