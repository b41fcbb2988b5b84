package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Contest.Entry;
import java.time.Duration;
import java.util.List;

/** From the source to the view. */
public final class EndToEndStage implements Stage {

    /** The first one is that of the claim. */
    private static final List<Integer> RATES = List.of(500, 100, 250, 1_000, 2_000);

    @Override
    public String name() {
        return "end-to-end";
    }

    @Override
    public List<Contest> contests(Sizes sizes) {
        CustomerSites company = new CustomerSites("e", Math.max(60, sizes.of(3_000)));
        return List.of(latency(company, sizes));
    }

    private static Contest latency(CustomerSites company, Sizes sizes) {
        Duration length = Duration.ofMillis(Math.max(2_000, sizes.of(20_000)));
        Duration warmUp = length.dividedBy(4);
        return new Contest(
                "latency",
                "Latency from the source to the view",
                "Line items of " + company.customers() + " customers change at a fixed rate for " + length.toSeconds()
                        + " s, after " + warmUp.toSeconds() + " s that do not count, the changes of "
                        + PacedChanges.TICK.toMillis()
                        + " ms in one message on the queue of the topic. The clock of a change "
                        + "starts when it is due, not when it could be sent, and stops when a reader sees it in the view of its "
                        + "customer (ten orders, forty items), asking every few milliseconds. Updater and views in one process.",
                "changes",
                RATES.stream()
                        .map(rate -> new Entry(
                                "Tributary at " + rate + "/s",
                                "`run --roles updater,views`, defaults but for the wait; " + rate + " changes a second",
                                "",
                                (engines, id) -> new LatencyTrial(company, rate, warmUp, length).run(engines)))
                        .toList(),
                List.of(new Claim("p99, ms", 1_000)));
    }
}
