package io.tributary.benchmark;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.bson.Document;

/** A company as plain collections with the indexes that joins need, for the contestants that know no projections. */
record PlainCompany(MongoDatabase database) {

    private static final int AT_ONCE = 2_000;

    /** Fills the database. */
    PlainCompany fill(TpchCompany company) {
        of(CompanyTable.ORDERS).createIndex(Indexes.ascending("customerId"));
        of(CompanyTable.ITEMS).createIndex(Indexes.ascending("orderId"));
        for (CompanyTable table : CompanyTable.values()) {
            List<Document> waiting = new ArrayList<>();
            for (Iterator<Object[]> rows = table.rows(company).iterator(); rows.hasNext(); ) {
                waiting.add(table.document(rows.next()));
                if (waiting.size() == AT_ONCE || !rows.hasNext()) {
                    of(table).insertMany(waiting);
                    waiting.clear();
                }
            }
        }
        return this;
    }

    MongoCollection<Document> of(CompanyTable table) {
        return database.getCollection(table.table());
    }
}
