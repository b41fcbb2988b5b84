package io.tributary.benchmark;

import static io.tributary.docs.GeneratedPage.cell;

import io.tributary.benchmark.Contest.Measured;
import io.tributary.benchmark.Results.Kept;
import io.tributary.benchmark.Results.Kept.Contestant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One contest on one engine: the table, what became of its claims, the plot, and what each contestant cannot do. */
record ContestSection(Kept contest) {

    String text() {
        // GitHub numbers the anchors of headings that are equal: these would change with every contest that comes
        // before.
        return "\n<a id=\"" + contest.fileName() + "\"></a>\n\n#### On " + ResultsPage.engine(contest) + "\n\n"
                + table()
                + lacks() + verdicts() + "\n!["
                + contest.title().replace('[', '(').replace(']', ')') + "](plots/"
                + contest.fileName() + ".svg)\n";
    }

    private String table() {
        Set<String> figures = contest.contestants().stream()
                .flatMap(contestant -> contestant.runs().stream())
                .map(Measured::also)
                .flatMap(also -> also.keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> head = new ArrayList<>(
                List.of("contestant", contest.unit() + " a run", contest.unit() + "/s, median (least - most)"));
        if (!contest.isOfRates()) {
            head.add(contest.subject().name() + " / it");
        }
        head.add("CPU, µs");
        head.addAll(figures);
        StringBuilder table = new StringBuilder(line(head)).append("|---|" + "---:|".repeat(head.size() - 1) + "\n");
        contest.contestants().forEach(contestant -> table.append(line(cells(contestant, figures))));
        return table.toString();
    }

    private List<String> cells(Contestant contestant, Collection<String> figures) {
        Spread rate = Spread.rate(contestant);
        List<String> cells = new ArrayList<>(List.of(
                contestant.name() + mark(contestant),
                Figures.text(Spread.of(contestant.runs(), Measured::work).median()),
                Figures.text(rate)));
        if (!contest.isOfRates()) {
            cells.add(Figures.text(Spread.rate(contest.subject()).median() / rate.median()));
        }
        cells.add(Figures.text(Spread.of(contestant.runs(), run -> run.cpuSeconds() * 1e6 / run.work())
                .median()));
        figures.forEach(figure -> cells.add(Figures.text(Spread.also(contestant, figure))));
        return cells;
    }

    private static String line(List<String> cells) {
        return ResultsPage.row(cells.stream().map(text -> cell(text)).toArray(String[]::new));
    }

    private List<Contestant> lacking() {
        return contest.contestants().stream()
                .filter(contestant -> !contestant.lacks().isBlank())
                .toList();
    }

    private String mark(Contestant contestant) {
        int note = lacking().indexOf(contestant);
        return note < 0 ? "" : "<sup>" + (note + 1) + "</sup>";
    }

    private String lacks() {
        String notes = lacking().stream()
                .map(contestant -> mark(contestant) + " " + contestant.name() + ": " + contestant.lacks())
                .collect(Collectors.joining("<br>\n"));
        return notes.isEmpty() ? "" : "\nWhat they cannot do, or do not, that Tributary does:<br>\n" + notes + "\n";
    }

    private String verdicts() {
        String verdicts = Verdict.of(contest).stream()
                .map(verdict -> "- " + verdict.sentence() + "\n")
                .collect(Collectors.joining());
        return verdicts.isEmpty() ? "" : "\n" + verdicts;
    }
}
