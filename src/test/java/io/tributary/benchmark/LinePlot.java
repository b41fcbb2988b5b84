package io.tributary.benchmark;

import io.tributary.benchmark.Results.Kept;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * Contestants that differ in a number, such as "Tributary at 500/s" and "Tributary at 1,000/s", as points of lines over that number.
 *
 * @param across what the number counts, from the contestants' names
 * @param up what is drawn: a unit
 * @param lines by what they are called, each with a spread by number
 */
record LinePlot(String title, String across, String up, Map<String, Map<Double, Spread>> lines) {

    static final int HEIGHT = 380;

    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(\\.\\d+)?");
    private static final Color[] COLORS = {
        SvgChart.OURS, new Color(0xCF222E), new Color(0x1A7F37), new Color(0x8250DF), new Color(0xBC4C00), SvgChart.INK
    };

    /** The figures with "p50", "p95" or "p99" of a contest whose id begins with {@code latency}, over the number in the names. */
    static Optional<LinePlot> latency(Kept contest) {
        List<String> figures = contest.contestants().stream()
                .flatMap(contestant -> contestant.runs().stream())
                .flatMap(run -> run.also().keySet().stream())
                .filter(figure -> figure.matches("p\\d+.*"))
                .distinct()
                .toList();
        Map<String, Map<Double, Spread>> lines = new LinkedHashMap<>();
        for (String figure : figures) {
            for (Kept.Contestant contestant : contest.contestants()) {
                add(lines, contestant, figure.replaceAll(",.*", ""), Spread.also(contestant, figure));
            }
        }
        String unit = figures.isEmpty() || !figures.get(0).contains(",")
                ? "latency"
                : "latency," + figures.get(0).replaceAll(".*,", "");
        return plot(contest, unit, lines);
    }

    /** The rates of a contest whose id begins with {@code growth}, over the number in the names. */
    static Optional<LinePlot> growth(Kept contest) {
        Map<String, Map<Double, Spread>> lines = new LinkedHashMap<>();
        contest.contestants().forEach(contestant -> add(lines, contestant, "", Spread.rate(contestant)));
        return plot(contest, contest.unit() + " per second", lines);
    }

    private static void add(
            Map<String, Map<Double, Spread>> lines, Kept.Contestant contestant, String figure, Spread spread) {
        OptionalDouble number = number(contestant.name());
        if (number.isPresent() && !Double.isNaN(spread.median())) {
            String who = contestant.name().replaceAll("( at|,)? *" + NUMBER.pattern() + ".*", "");
            lines.computeIfAbsent((who + " " + figure).strip(), name -> new LinkedHashMap<>())
                    .put(number.getAsDouble(), spread);
        }
    }

    private static OptionalDouble number(String name) {
        Matcher found = NUMBER.matcher(name);
        return found.find()
                ? OptionalDouble.of(Double.parseDouble(found.group().replace(",", "")))
                : OptionalDouble.empty();
    }

    private static Optional<LinePlot> plot(Kept contest, String up, Map<String, Map<Double, Spread>> lines) {
        // A line takes two points: what has fewer is better shown as bars.
        if (lines.isEmpty() || lines.values().stream().anyMatch(points -> points.size() < 2)) {
            return Optional.empty();
        }
        Matcher unit = NUMBER.matcher(contest.subject().name());
        String counted =
                unit.find() ? contest.subject().name().substring(unit.end()).strip() : "";
        String across = counted.startsWith("/") ? contest.unit() + counted : counted;
        return Optional.of(new LinePlot(
                contest.title() + ", on " + ResultsPage.engine(contest).replace("`", ""), across, up, lines));
    }

    JFreeChart chart() {
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        lines.forEach((name, points) -> {
            YIntervalSeries series = new YIntervalSeries(name);
            points.forEach((x, y) -> series.add(x, y.median(), y.least(), y.most()));
            data.addSeries(series);
        });
        XYPlot plot = new XYPlot(
                data,
                axis(across, points -> points.keySet().stream().mapToDouble(x -> x)),
                axis(up, points -> points.values().stream().flatMapToDouble(y -> DoubleStream.of(y.least(), y.most()))),
                null);
        JFreeChart chart = new JFreeChart(title, JFreeChart.DEFAULT_TITLE_FONT, plot, true);
        SvgChart.theme().apply(chart);
        // After the theme, which has paints of its own for lines.
        plot.setRenderer(renderer());
        return chart;
    }

    private XYErrorRenderer renderer() {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDefaultLinesVisible(true);
        renderer.setErrorPaint(SvgChart.INK);
        for (int i = 0; i < lines.size(); i++) {
            renderer.setSeriesPaint(i, COLORS[i % COLORS.length]);
            renderer.setSeriesStroke(i, new BasicStroke(2));
        }
        return renderer;
    }

    private ValueAxis axis(String label, Function<Map<Double, Spread>, DoubleStream> values) {
        DoubleSummaryStatistics all =
                lines.values().stream().flatMapToDouble(values).summaryStatistics();
        return SvgChart.axis(label, all.getMin(), all.getMax());
    }
}
