package io.tributary.simulation;

import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ViewDefinition;
import io.tributary.projection.Stored;
import io.tributary.simulation.Coverage.Event;
import io.tributary.view.Comparison;
import io.tributary.view.ViewVerifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bson.Document;

/** Compares what is stored when everything has drained with what has to be there: I1, I2, I4 and I5. */
final class Judgement {

    private final World world;
    private final List<SentBatch> sent;
    private final SimulatedDatabase database;
    private final Coverage coverage;

    Judgement(World world, List<SentBatch> sent, SimulatedDatabase database, Coverage coverage) {
        this.world = world;
        this.sent = sent;
        this.database = database;
        this.coverage = coverage;
    }

    /** The first thing that is wrong, or null. */
    String whatIsWrong() {
        Map<String, Map<List<Object>, Document>> truth = new LinkedHashMap<>();
        for (ProjectionDefinition projection : world.definitions.projections().values()) {
            ProjectionOracle oracle = new ProjectionOracle(projection, sent);
            Map<List<Object>, Document> documents = oracle.documents();
            truth.put(projection.name(), documents);
            String wrong = different("projection", projection.name(), projection.key(), documents, true);
            wrong = wrong == null ? books(projection.name(), oracle) : wrong;
            if (wrong != null) {
                return wrong;
            }
        }
        for (ViewDefinition view : world.definitions.viewsInOrder()) {
            String wrong = view(view, truth);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    /** Looks at a view; then it is among what the views above it have to be made of. */
    private String view(ViewDefinition view, Map<String, Map<List<Object>, Document>> truth) {
        ViewOracle oracle = new ViewOracle(view, world.definitions, truth);
        Map<List<Object>, Document> documents = oracle.documents();
        Set<List<Object>> ambiguous = oracle.ambiguous();
        coverage.add(Event.VIEW, documents.size());
        coverage.add(Event.AMBIGUOUS, ambiguous.size());
        String wrong = ambiguous(view, ambiguous, documents);
        wrong = wrong == null ? different("view", view.name(), view.key(), documents, false) : wrong;
        if (wrong != null) {
            return wrong;
        }
        documents.forEach((key, document) -> {
            for (int i = 0; i < key.size(); i++) {
                document.put(view.key().get(i), key.get(i));
            }
        });
        truth.put(view.name(), documents);
        return verify(view.name(), ambiguous);
    }

    /** What several base documents would be says so, and stays for its readers, and for the views above it, as it was last built. */
    private String ambiguous(ViewDefinition view, Set<List<Object>> ambiguous, Map<List<Object>, Document> documents) {
        for (List<Object> key : ambiguous) {
            Document stored = null;
            for (Document document :
                    database.collection(Pipeline.NAMES.collection(view.name())).all()) {
                stored = parts(document.get("_id"), view.key()).equals(key) ? document : stored;
            }
            if (stored == null || !"ambiguous".equals(Matching.value(stored, "_meta.refused.reason"))) {
                return "view " + view.name() + " " + key + " is " + stored + " and has to be marked as ambiguous";
            }
            if (!Stored.deleted(stored)) {
                documents.put(key, business(stored));
            }
        }
        return null;
    }

    private static Document business(Document stored) {
        Document business = new Document(stored);
        business.remove("_meta");
        business.remove("_id");
        return business;
    }

    private String verify(String view, Set<List<Object>> ambiguous) {
        ViewVerifier verifier = new ViewVerifier(world.plans.get(view), database.database(), Pipeline.NAMES, 1_000);
        List<String> differing = new ArrayList<>();
        Consumer<Comparison> different = found -> {
            if (found.kind() != Comparison.Kind.AMBIGUOUS
                    || !ambiguous.contains(found.key().parts())) {
                differing.add(found.toString());
            }
        };
        verifier.keys().ofBase(page -> verifier.compare(page, different));
        verifier.keys().surplus(page -> verifier.compare(page, different), count -> {});
        return differing.isEmpty() ? null : "verify disagrees: " + differing.get(0);
    }

    private String different(
            String kind, String name, List<String> key, Map<List<Object>, Document> expected, boolean withKey) {
        Map<List<Object>, Document> stored = new HashMap<>();
        for (Document document :
                database.collection(Pipeline.NAMES.collection(name)).all()) {
            if (Stored.deleted(document)) {
                coverage.add(Event.TOMBSTONE);
                continue;
            }
            stored.put(parts(document.get("_id"), key), business(document));
        }
        Set<List<Object>> keys = new java.util.LinkedHashSet<>(expected.keySet());
        keys.addAll(stored.keySet());
        for (List<Object> one : keys) {
            if (!Objects.equals(stored.get(one), expected.get(one))) {
                return kind + " " + name + " " + one + " is " + stored.get(one) + " and has to be " + expected.get(one);
            }
        }
        return null;
    }

    private static List<Object> parts(Object id, List<String> key) {
        return id instanceof Document composite
                ? key.stream().map(composite::get).toList()
                : List.of(id);
    }

    /** I1: every row of every batch is in the books once, and the rejected ones are kept. */
    private String books(String projection, ProjectionOracle oracle) {
        Map<String, Integer> booked = new HashMap<>();
        int rejected = 0;
        for (Document entry :
                database.collection(Pipeline.NAMES.batchesCollection()).all()) {
            if (projection.equals(entry.getString("projection"))) {
                String batch = entry.getString("_id").substring(projection.length() + 1);
                rejected += entry.getInteger("rejected");
                booked.put(
                        batch,
                        entry.getInteger("written")
                                + entry.getInteger("unchanged")
                                + entry.getInteger("stale")
                                + entry.getInteger("rejected"));
            }
        }
        if (!booked.equals(oracle.rows())) {
            return "the books of " + projection + " have " + booked + " rows and there were " + oracle.rows();
        }
        Set<String> kept = new TreeSet<>();
        for (Document document :
                database.collection(Pipeline.NAMES.rejectedCollection()).all()) {
            if (projection.equals(document.getString("projection"))) {
                kept.add(document.getString("_id"));
            }
        }
        return kept.equals(oracle.rejected()) && rejected == kept.size()
                ? null
                : "rejected of " + projection + " are " + kept + ", booked are " + rejected + ", and they have to be "
                        + oracle.rejected();
    }
}
