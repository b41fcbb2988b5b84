package io.tributary.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/** Inserts documents whose id says what they are: a second insert of the same is no error. */
final class Once {

    private static final InsertManyOptions UNORDERED = new InsertManyOptions().ordered(false);

    private Once() {}

    /**
     * Inserts what is not there yet.
     *
     * @return the positions of the documents that were there already
     */
    static Set<Integer> insert(MongoCollection<Document> collection, List<Document> documents) {
        Set<Integer> present = new HashSet<>();
        if (documents.isEmpty()) {
            return present;
        }
        try {
            collection.insertMany(documents, UNORDERED);
        } catch (MongoBulkWriteException e) {
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                present.add(error.getIndex());
            }
            if (e.getWriteConcernError() != null) {
                throw e;
            }
        }
        return present;
    }
}
