package io.tributary.bounds;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs bounds and prints a line for each; ends with exit code 1 when one does not hold. */
@Command(name = "bounds", mixinStandardHelpOptions = true, showDefaultValues = true)
final class Bounds implements Callable<Integer> {

    @Option(names = "--bound", description = "csv, table, lookup, wide-view, backlog, or all.")
    String bound = "all";

    @Option(names = "--scale", description = "Part of the full size, for a first look.")
    double scale = 1;

    @Option(names = "--heap", description = "The -Xmx of the processes that are measured.")
    String heap = "256m";

    @Option(names = "--regenerate", arity = "1", description = "Whether docs/reliability.md is to tell what came out.")
    boolean regenerate;

    @Option(names = "--keep", description = "Leave home and logs in target/bounds, also of what holds.")
    boolean keep;

    public static void main(String[] args) {
        // Before the first logger: the configuration of the product, which keeps standard output free.
        System.setProperty("logback.configurationFile", "logback.xml");
        System.exit(new CommandLine(new Bounds()).execute(args));
    }

    /** The bounds at a part of their full size. */
    static List<Bound> all(double scale) {
        return List.of(
                new CsvBound(size(5_000_000, scale)),
                new TableBound(TableBound.Kind.BY_VERSION, size(2_000_000, scale)),
                new TableBound(TableBound.Kind.BY_COMPARISON, size(2_000_000, scale)),
                new LookupBound(size(300_000, scale)),
                new WideViewBound(size(50_000, scale)),
                new BacklogBound(size(100_000, scale)));
    }

    private static int size(int full, double scale) {
        return (int) Math.max(1_000, Math.round(full * scale));
    }

    private boolean run(Bound bound, Site site, Report report) {
        try {
            System.out.println(report.held(bound, bound.run(site)));
            if (keep) {
                System.out.println("  logs: " + site.keep());
            }
            return true;
        } catch (Exception | AssertionError e) {
            System.out.println(report.failed(bound, e) + "; logs: " + site.keep());
            return false;
        }
    }

    @Override
    public Integer call() throws Exception {
        List<Bound> chosen = all(scale).stream()
                .filter(one -> bound.equals("all") || one.name().equals(bound))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("--bound: '" + bound + "' is none");
        }
        Path folder = Files.createDirectories(Path.of("target", "bounds"));
        Report report = new Report(heap);
        List<String> failed = new ArrayList<>();
        try (Engines engines = new Engines(folder)) {
            report.engine(engines.describe());
            for (Bound one : chosen) {
                try (Site site = new Site(engines, folder, heap)) {
                    if (!run(one, site, report)) {
                        failed.add(one.name());
                    }
                }
            }
        }
        if (regenerate && failed.isEmpty()) {
            report.writeTo(Path.of("docs", "reliability.md"));
        }
        return failed.isEmpty() ? 0 : 1;
    }
}
