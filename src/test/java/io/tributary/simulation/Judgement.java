package io.tributary.simulation;

import io.tributary.definition.ProjectionDefinition;
import io.tributary.projection.Stored;
import io.tributary.simulation.Coverage.Event;
import io.tributary.view.ViewVerifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
        for (String view : world.definitions.views().keySet()) {
            String wrong = view(view, truth);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private String view(String view, Map<String, Map<List<Object>, Document>> truth) {
        Map<List<Object>, Document> documents =
                new ViewOracle(world.definitions.view(view), world.definitions, truth).documents();
        coverage.add(Event.VIEW, documents.size());
        List<String> key = world.definitions
                .projection(world.definitions.view(view).base())
                .key();
        String wrong = different("view", view, key, documents, false);
        if (wrong != null) {
            return wrong;
        }
        ViewVerifier verifier = new ViewVerifier(world.plans.get(view), database.database(), Pipeline.NAMES, 1_000);
        List<String> differing = new ArrayList<>();
        verifier.keys().ofBase(page -> verifier.compare(page, found -> differing.add(found.toString())));
        verifier.keys().surplus(page -> verifier.compare(page, found -> differing.add(found.toString())), count -> {});
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
            Document business = new Document(document);
            business.remove("_meta");
            business.remove("_id");
            stored.put(parts(document.get("_id"), key), business);
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
