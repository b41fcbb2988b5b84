package io.tributary.runtime;

import com.mongodb.client.MongoDatabase;
import io.tributary.definition.Definitions;
import io.tributary.record.Names;
import io.tributary.view.ViewPlan;
import io.tributary.view.ViewVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Verifies views on a running system: what differs is looked at again until it agrees or patience ends. */
public final class Verification {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Definitions definitions;
    private final MongoDatabase database;
    private final Names names;
    private final int maxDocuments;

    public Verification(Definitions definitions, MongoDatabase database, Settings settings) {
        this.definitions = definitions;
        this.database = database;
        this.names = new Names(settings.text(Setting.PREFIX));
        this.maxDocuments = settings.number(Setting.VIEWS_MAX_DOCUMENTS);
    }

    /**
     * Verifies.
     *
     * @param patience how long a view that differs may take to catch up
     * @param progress told how many views have been compared, over all
     */
    public List<ViewVerifier.Result> run(List<String> views, Duration patience, LongConsumer progress) {
        List<ViewVerifier.Result> results = new ArrayList<>();
        long[] before = new long[1];
        for (String view : views) {
            ViewVerifier verifier =
                    new ViewVerifier(new ViewPlan(definitions.view(view), definitions), database, names, maxDocuments);
            long[] last = new long[1];
            ViewVerifier.Result result = verifier.verify(count -> {
                last[0] = count;
                progress.accept(before[0] + count);
            });
            before[0] += last[0];
            results.add(new ViewVerifier.Result(
                    result.view(), result.views(), settle(verifier, result.differences(), patience)));
        }
        return results;
    }

    private static List<ViewVerifier.Difference> settle(
            ViewVerifier verifier, List<ViewVerifier.Difference> differences, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<ViewVerifier.Difference> left = differences;
        while (!left.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE.toMillis()));
            left = verifier.again(left);
        }
        return left;
    }
}
