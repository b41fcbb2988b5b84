package io.tributary.api;

import io.tributary.definition.Definitions;
import io.tributary.definition.DocumentSource;
import io.tributary.definition.FieldType;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.Shape;
import io.tributary.definition.ViewDefinition;
import io.tributary.projection.BsonValues;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;

/**
 * What can be read under one name: a projection or a single view.
 *
 * @param kind for people: {@code projection} or {@code single view}
 * @param path the address of its list: {@code /projections/customers}
 * @param shape the form of its documents
 * @param keyed says what the key of its documents is
 */
record Resource(String kind, String path, String name, Shape.Obj shape, DocumentSource keyed, String collection) {

    static final String PROJECTIONS = "/projections";
    static final String VIEWS = "/single-views";

    /** The projections by name, in the order of their names. */
    static Map<String, Resource> projections(Definitions definitions, Names names) {
        Map<String, Resource> resources = new TreeMap<>();
        for (ProjectionDefinition it : definitions.projections().values()) {
            String path = PROJECTIONS + "/" + it.name();
            String collection = names.collection(it.name());
            resources.put(it.name(), new Resource("projection", path, it.name(), Shape.of(it), it, collection));
        }
        return resources;
    }

    /** The single views by name, in the order of their names. */
    static Map<String, Resource> views(Definitions definitions, Names names) {
        Map<String, Resource> resources = new TreeMap<>();
        for (ViewDefinition it : definitions.views().values()) {
            String path = VIEWS + "/" + it.name();
            String collection = names.collection(it.name());
            Shape.Obj shape = Shape.of(it, definitions);
            DocumentSource keyed = definitions.source(it.name());
            resources.put(it.name(), new Resource("single view", path, it.name(), shape, keyed, collection));
        }
        return resources;
    }

    List<FieldType> keyTypes() {
        return keyed.keyTypes();
    }

    /** The {@code _id} of the document behind the text of a key. */
    Object id(Key key) {
        return BsonValues.id(keyed, key);
    }

    /** The text of the key of a stored document, as addresses and cursors have it. */
    String idText(Document document) {
        return KeyText.format(keyTypes(), BsonValues.key(keyed, Objects.requireNonNull(document.get("_id"))));
    }

    /** Whether the field is the whole {@code _id}, so that a filter on it has an index. */
    boolean isId(String field) {
        return kind.equals("projection") && keyed.key().equals(List.of(field));
    }
}
