package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Measured;
import io.tributary.benchmark.TpchCompany.Customer;
import io.tributary.runtime.TributaryProcess;
import io.tributary.view.TriggeredBuilds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One customer is changed again and again within a moment, a message for each change, several times with a customer each. */
record HotTrial(CustomerSites sites, int times) {

    static final int CHANGES = 100;
    static final Duration WITHIN = Duration.ofMillis(250);

    /** One send takes some milliseconds, and the next is due before that. */
    private static final int SENDERS = 8;

    /** One customer's moment: views built until it was over, and until all was done; milliseconds. */
    private record Moment(double sending, double built, double builtAtLast, double right) {}

    Measured run(Engines engines) throws Exception {
        CustomerSite site = sites.on(engines);
        List<Moment> moments = new ArrayList<>();
        try (TributaryProcess process = site.start("updater,views");
                ViewWatch watch = new ViewWatch(site.views())) {
            site.buildMissing();
            List<Customer> customers = site.company().buyers();
            // The first goes before those that count: connections, indexes, compiled code.
            moment(site, process, watch, customers.get(0));
            Clocked clocked = Clocked.of(() -> {
                for (int i = 1; i <= times; i++) {
                    moments.add(moment(site, process, watch, customers.get(i % customers.size())));
                }
            });
            site.verify();
            return clocked.measured((double) times * CHANGES, figures(moments));
        }
    }

    private static Moment moment(CustomerSite site, TributaryProcess process, ViewWatch watch, Customer customer)
            throws Exception {
        double before = built(process);
        long start = System.nanoTime();
        // Counted by the clock, also where sending takes longer.
        Future<Double> within = CompletableFuture.supplyAsync(() -> {
            parkUntil(start + WITHIN.toNanos());
            return built(process) - before;
        });
        send(site, watch, customer, start);
        double sending = (System.nanoTime() - start) / 1e6;
        watch.awaitAll();
        double right = (System.nanoTime() - start) / 1e6;
        site.awaitIdle();
        return new Moment(sending, within.get(), built(process) - before, right);
    }

    /** Each message is made before the next one is: the number of a change and the sequence of its record have to grow together. */
    private static void send(CustomerSite site, ViewWatch watch, Customer customer, long start) throws Exception {
        RecordFeed feed = site.feed(CompanyTable.ITEMS);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            long due = start + WITHIN.toNanos() * i / CHANGES;
            long number = site.changes().next(customer);
            if (i == CHANGES - 1) {
                watch.expect(customer.id(), number, start);
            }
            String body = feed.bodies(Stream.<Object[]>of(ItemChanges.row(customer, number)))
                    .next();
            sent.add(senders.submit(() -> {
                parkUntil(due);
                feed.send(List.of(body));
                return null;
            }));
        }
        for (Future<?> one : sent) {
            one.get();
        }
        senders.shutdown();
    }

    private static double built(TributaryProcess process) {
        return process.meters()
                .counter(TriggeredBuilds.BUILT, "view", CustomerView.NAME)
                .count();
    }

    private static void parkUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Map<String, Double> figures(List<Moment> moments) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(
                "builds while it changed, most",
                most(moments.stream().mapToDouble(Moment::built).toArray()));
        figures.put(
                "builds while it changed, median",
                median(moments.stream().mapToDouble(Moment::built).toArray()));
        figures.put(
                "builds in all, median",
                median(moments.stream().mapToDouble(Moment::builtAtLast).toArray()));
        figures.put(
                "first change to right view, median, ms",
                median(moments.stream().mapToDouble(Moment::right).toArray()));
        figures.put(
                "first change to right view, most, ms",
                most(moments.stream().mapToDouble(Moment::right).toArray()));
        figures.put(
                "sending, median, ms",
                median(moments.stream().mapToDouble(Moment::sending).toArray()));
        return figures;
    }

    private static double most(double[] numbers) {
        return Arrays.stream(numbers).max().orElseThrow();
    }

    private static double median(double[] numbers) {
        Arrays.sort(numbers);
        return numbers[numbers.length / 2];
    }
}
