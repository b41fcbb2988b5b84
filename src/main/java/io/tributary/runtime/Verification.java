package io.tributary.runtime;

import com.mongodb.client.MongoDatabase;
import io.tributary.definition.Definitions;
import io.tributary.record.Key;
import io.tributary.record.Names;
import io.tributary.view.Comparison;
import io.tributary.view.Sample;
import io.tributary.view.ViewFunction;
import io.tributary.view.ViewKeys;
import io.tributary.view.ViewPlan;
import io.tributary.view.ViewVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies views on a running system, from this or another machine: compares each with its recomputation, and tells what is in flight
 * from what is wrong by looking at the queues (see {@link Settlement}). It writes no view itself.
 */
public final class Verification {

    /** Differences that are held at a time, as keys. */
    private static final int HELD = 50_000;

    private final Definitions definitions;
    private final Map<String, ViewFunction> functions;
    private final MongoDatabase database;
    private final Names names;
    private final int maxDocuments;
    private final @Nullable RunningQueues queues;
    private boolean repair;
    private @Nullable Sample sample;

    /**
     * A verification.
     *
     * @param functions the own functions of the home, by name
     * @param queues those of the running system; without them, what keeps differing as long as patience lasts is taken to be wrong
     */
    public Verification(
            Definitions definitions,
            Map<String, ViewFunction> functions,
            MongoDatabase database,
            Settings settings,
            @Nullable RunningQueues queues) {
        this.definitions = definitions;
        this.functions = functions;
        this.database = database;
        this.queues = queues;
        this.names = new Names(settings.text(Setting.PREFIX));
        this.maxDocuments = settings.number(Setting.VIEWS_MAX_DOCUMENTS);
    }

    /** A verification that sees no queues. */
    public Verification(
            Definitions definitions, Map<String, ViewFunction> functions, MongoDatabase database, Settings settings) {
        this(definitions, functions, database, settings, null);
    }

    /** Triggers what is wrong, and looks again. */
    public Verification repairing() {
        if (queues == null) {
            throw new IllegalStateException("a repair sends triggers: it needs the queues");
        }
        repair = true;
        return this;
    }

    /** Looks at some keys only. */
    public Verification sampling(Sample sample) {
        this.sample = sample;
        return this;
    }

    /** About how many keys of base documents and of views {@link #run} is going to look at. */
    public long estimate(List<String> views) {
        return views.stream()
                .mapToLong(view -> verifier(view).keys().estimate())
                .sum();
    }

    /**
     * Verifies.
     *
     * @param patience how long to wait for a view that differs while something is on its way
     * @param progress told how many keys have been looked at, over all views
     */
    public List<VerifiedView> run(List<String> views, Duration patience, LongConsumer progress) {
        List<VerifiedView> results = new ArrayList<>();
        long[] looked = new long[1];
        for (String view : views) {
            ViewVerifier verifier = verifier(view);
            results.add(run(verifier, patience, keys(verifier.keys(), more -> progress.accept(looked[0] += more))));
        }
        return results;
    }

    /** Verifies the view of one key. */
    public VerifiedView run(String view, Key key, Duration patience) {
        return run(verifier(view), patience, page -> page.accept(List.of(key)));
    }

    /** The view of one key at this moment, if it differs, with both documents. */
    public @Nullable Comparison compare(String view, Key key) {
        List<Comparison> found = new ArrayList<>();
        verifier(view).compare(List.of(key), found::add);
        return found.isEmpty() ? null : found.get(0);
    }

    private Consumer<Consumer<List<Key>>> keys(ViewKeys keys, LongConsumer looked) {
        Sample chosen = sample;
        if (chosen != null) {
            return page -> {
                keys.ofBase(chosen, page, looked);
                keys.surplus(chosen, page, looked);
            };
        }
        return page -> {
            keys.ofBase(found -> {
                page.accept(found);
                looked.accept(found.size());
            });
            keys.surplus(page, looked);
        };
    }

    private VerifiedView run(ViewVerifier verifier, Duration patience, Consumer<Consumer<List<Key>>> keys) {
        VerifiedView result = new VerifiedView(verifier.view());
        Settlement settlement =
                new Settlement(verifier, watch(verifier, patience), patience, repair(verifier.view()), result, HELD);
        keys.accept(page -> {
            result.compared(verifier.compare(page, settlement::add));
            settlement.settleIfFull();
        });
        settlement.settle();
        return result;
    }

    private ViewVerifier verifier(String view) {
        return new ViewVerifier(
                new ViewPlan(definitions.view(view), definitions, functions), database, names, maxDocuments);
    }

    private QueueWatch watch(ViewVerifier verifier, Duration patience) {
        return queues == null ? QueueWatch.blind(patience) : queues.watch(verifier);
    }

    private Settlement.@Nullable Repair repair(String view) {
        RunningQueues to = queues;
        return repair && to != null ? keys -> to.trigger(view, keys) : null;
    }
}
