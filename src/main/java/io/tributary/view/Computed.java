package io.tributary.view;

import io.tributary.record.Key;
import java.util.Map;
import org.bson.Document;

/**
 * What the views of some keys have to be.
 *
 * @param views the live ones, without {@code _meta}; a key that is in neither map has no base document
 * @param refused those that cannot be built
 */
record Computed(Map<Key, Document> views, Map<Key, Refusal> refused) {}
