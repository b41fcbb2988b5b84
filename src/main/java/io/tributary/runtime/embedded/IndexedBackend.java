package io.tributary.runtime.embedded;

import de.bwaldvogel.mongo.backend.AbstractMongoBackend;

/** Keeps databases in memory, see {@link IndexedCollection}. */
final class IndexedBackend extends AbstractMongoBackend {

    @Override
    protected IndexedDatabase openOrCreateDatabase(String databaseName) {
        return new IndexedDatabase(databaseName, getCursorRegistry());
    }

    IndexedCollection collection(String databaseName, String collectionName) {
        return (IndexedCollection) resolveDatabase(databaseName).resolveCollection(collectionName, true);
    }
}
