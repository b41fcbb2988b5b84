package io.tributary.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.tributary.definition.Definitions;
import io.tributary.projection.ChangePublisher;
import io.tributary.projection.DefinitionMarkers;
import io.tributary.projection.Indexes;
import io.tributary.projection.ReferenceBackfill;
import io.tributary.projection.References;
import io.tributary.queue.SendFailedException;
import io.tributary.record.Key;
import io.tributary.record.Names;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the views that were added or changed in a home with data: nothing else would build the keys that do not change. First
 * projections and views get the indexes and references that the definitions ask for, then every key of the view is triggered, of a view
 * that others are made of before these. Updater and
 * builders need not wait: what they do before the references are there is done again by the triggers after it. Several processes that
 * do this at once do the same twice, and no harm.
 */
public final class NewViews {

    private static final Logger LOG = LoggerFactory.getLogger(NewViews.class);

    /** Keys that go out together: ten messages, one request. */
    private static final int TRIGGERED_AT_A_TIME = 5_000;

    private final Definitions definitions;
    private final MongoDatabase database;
    private final Names names;
    private final ChangePublisher publisher;
    private final DefinitionMarkers markers;
    private final Duration keep;
    private final Clock clock;

    /**
     * The views of a home.
     *
     * @param database with majority reads and writes on the primary
     * @param keep how long tombstones and past references are kept
     */
    public NewViews(
            Definitions definitions,
            MongoDatabase database,
            Names names,
            ChangePublisher publisher,
            Duration keep,
            Clock clock) {
        this.definitions = definitions;
        this.database = database;
        this.names = names;
        this.publisher = publisher;
        this.markers = new DefinitionMarkers(database.getCollection(names.markersCollection()));
        this.keep = keep;
        this.clock = clock;
    }

    /**
     * Does what is to do.
     *
     * @return how many keys were triggered
     * @throws SendFailedException if a queue fails, com.mongodb.MongoException if the database does: run it again
     */
    public long run() throws SendFailedException {
        // Also what no view uses any more: who writes it from now on keeps no references, and the marker has to say so.
        Set<String> sources = new TreeSet<>(definitions.projections().keySet());
        sources.addAll(definitions.views().keySet());
        sources.forEach(this::prepare);
        long triggered = 0;
        for (ViewPlan plan : ViewPlan.all(definitions).values()) {
            triggered += triggerIfNew(plan);
        }
        markers.forgetSourcesExcept(sources);
        markers.forgetViewsExcept(definitions.views().keySet());
        return triggered;
    }

    private void prepare(String source) {
        References references = new References(List.copyOf(definitions.references(source)), keep);
        MongoCollection<Document> collection = database.getCollection(names.collection(source));
        if (definitions.isUsed(source)) {
            Indexes.ofReferences(references.fields(), collection, keep).run();
        }
        new ReferenceBackfill(
                        definitions.source(source), references, database, names.collection(source), markers, clock)
                .run();
    }

    private long triggerIfNew(ViewPlan plan) throws SendFailedException {
        String view = plan.view().name();
        String fingerprint = ViewFingerprint.of(plan);
        if (markers.fingerprint(view).filter(fingerprint::equals).isPresent()) {
            return 0;
        }
        Triggers triggers = new Triggers(view);
        try {
            ViewKeys keys = new ViewKeys(plan, database, names);
            long removed = keys.removeForeign();
            if (removed > 0) {
                LOG.info("single view {}: {} documents of a former key were removed", view, removed);
            }
            keys.ofBase(triggers::add);
            keys.surplus(triggers::add);
            triggers.send();
        } catch (UnsentException e) {
            throw e.cause;
        }
        markers.fingerprint(view, fingerprint);
        if (triggers.sent > 0) {
            LOG.info("single view {}: all {} keys were triggered", view, triggers.sent);
        }
        return triggers.sent;
    }

    /** The keys of one view on their way out. */
    private final class Triggers {

        private final String view;
        private final List<Key> waiting = new ArrayList<>();
        private long sent;

        Triggers(String view) {
            this.view = view;
        }

        void add(List<Key> keys) {
            if (sent == 0 && waiting.isEmpty()) {
                LOG.info("single view {} is new or its definition changed: all of its keys are triggered", view);
            }
            waiting.addAll(keys);
            if (waiting.size() >= TRIGGERED_AT_A_TIME) {
                send();
            }
        }

        void send() {
            try {
                publisher.trigger(view, clock.instant(), List.copyOf(waiting));
            } catch (SendFailedException e) {
                throw new UnsentException(e);
            }
            sent += waiting.size();
            waiting.clear();
        }
    }

    /** Carries the failure through the walk over the keys. */
    private static final class UnsentException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SendFailedException cause;

        UnsentException(SendFailedException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
