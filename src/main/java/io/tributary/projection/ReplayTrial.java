package io.tributary.projection;

import io.tributary.cast.CastBatch;
import io.tributary.cast.CastFunction;
import io.tributary.cast.Caster;
import io.tributary.definition.Definitions;
import io.tributary.projection.RejectedReplay.Skipped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a replay would do, by casting with the definitions as they are now: nothing is sent. What the database refuses is not seen. */
public final class ReplayTrial {

    private final RejectedArchive archive;
    private final RejectedReplay replay;
    private final Definitions definitions;
    private final Map<String, CastFunction> casts;
    private final Clock clock;
    private final Map<String, Caster> casters = new HashMap<>();

    public ReplayTrial(
            RejectedArchive archive,
            RejectedReplay replay,
            Definitions definitions,
            Map<String, CastFunction> casts,
            Clock clock) {
        this.archive = archive;
        this.replay = replay;
        this.definitions = definitions;
        this.casts = casts;
        this.clock = clock;
    }

    /**
     * What it found.
     *
     * @param passing records that can be cast now
     * @param failing how many cannot, by their mistake
     * @param skipped how many would not be sent, and why
     */
    public record Result(int passing, Map<RejectedArchive.Group, Integer> failing, Map<Skipped, Integer> skipped) {}

    /** Casts the records that a replay with the same arguments would send. */
    public Result run(RejectedFilter filter, boolean again, boolean old) {
        Map<RejectedArchive.Group, Integer> failing = new LinkedHashMap<>();
        Map<Skipped, Integer> skipped = new LinkedHashMap<>();
        int[] passing = new int[1];
        Instant now = clock.instant();
        archive.forEachPage(filter, page -> {
            List<KeptRecord> sendable = new ArrayList<>();
            for (KeptRecord record : page) {
                Skipped why = replay.skipped(record, again, old, now);
                if (why == null) {
                    sendable.add(record);
                } else {
                    skipped.merge(why, 1, Integer::sum);
                }
            }
            for (ReplayBatches.Made made : ReplayBatches.of(sendable, null, now)) {
                passing[0] += cast(made, failing);
            }
        });
        return new Result(passing[0], failing, skipped);
    }

    private int cast(ReplayBatches.Made made, Map<RejectedArchive.Group, Integer> failing) {
        String projection = made.records().get(0).projection();
        CastBatch cast = casters.computeIfAbsent(projection, name -> new Caster(definitions.projection(name), casts))
                .cast(made.batch());
        cast.rejected()
                .forEach(rejected -> failing.merge(
                        new RejectedArchive.Group(
                                rejected.topic(), projection, RejectedRecords.problem(rejected.reason())),
                        1,
                        Integer::sum));
        return cast.records().size();
    }
}
