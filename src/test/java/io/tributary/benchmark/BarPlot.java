package io.tributary.benchmark;

import io.tributary.benchmark.Results.Kept;
import java.awt.Color;
import java.awt.Paint;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.IntervalBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.category.DefaultIntervalCategoryDataset;

/** The rates of a contest as bars, each with a whisker from the least to the most. */
record BarPlot(Kept contest) {

    private static final Color THEIRS = new Color(0xAFB8C1);

    int height() {
        return 100 + 34 * contest.contestants().size();
    }

    JFreeChart chart() {
        int size = contest.contestants().size();
        DefaultCategoryDataset medians = new DefaultCategoryDataset();
        String[] names = new String[size];
        Number[][] least = new Number[1][size];
        Number[][] most = new Number[1][size];
        for (int i = 0; i < size; i++) {
            Kept.Contestant contestant = contest.contestants().get(i);
            Spread rate = Spread.rate(contestant);
            names[i] = contestant.name() + "  " + Figures.text(rate.median());
            medians.addValue(rate.median(), "median", names[i]);
            least[0][i] = rate.least();
            most[0][i] = rate.most();
        }
        CategoryPlot plot = new CategoryPlot(medians, names(), axis(), bars());
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
        plot.setDataset(1, new DefaultIntervalCategoryDataset(new String[] {"spread"}, names, least, most));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        JFreeChart chart = new JFreeChart(
                contest.title() + ", on " + ResultsPage.engine(contest).replace("`", ""),
                JFreeChart.DEFAULT_TITLE_FONT,
                plot,
                false);
        SvgChart.theme().apply(chart);
        // After the theme, which has paints of its own for bars.
        plot.setRenderer(0, bars());
        plot.setRenderer(1, whiskers());
        return chart;
    }

    private static CategoryAxis names() {
        CategoryAxis axis = new CategoryAxis();
        axis.setMaximumCategoryLabelWidthRatio(0.5f);
        axis.setCategoryMargin(0.3);
        axis.setLowerMargin(0.04);
        axis.setUpperMargin(0.04);
        return axis;
    }

    private ValueAxis axis() {
        double least = contest.contestants().stream()
                .mapToDouble(contestant -> Spread.rate(contestant).least())
                .min()
                .orElseThrow();
        double most = contest.contestants().stream()
                .mapToDouble(contestant -> Spread.rate(contestant).most())
                .max()
                .orElseThrow();
        return SvgChart.axis(contest.unit() + " per second", least, most);
    }

    private BarRenderer bars() {
        int ours = contest.contestants().indexOf(contest.subject());
        BarRenderer bars = new BarRenderer() {
            @Override
            public Paint getItemPaint(int row, int column) {
                return column == ours ? SvgChart.OURS : THEIRS;
            }
        };
        plain(bars);
        return bars;
    }

    private static IntervalBarRenderer whiskers() {
        IntervalBarRenderer whiskers = new IntervalBarRenderer();
        plain(whiskers);
        whiskers.setSeriesPaint(0, SvgChart.INK);
        whiskers.setMaximumBarWidth(0.012);
        return whiskers;
    }

    private static void plain(BarRenderer renderer) {
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(false);
        // A logarithmic axis has no 0 to start a bar from.
        renderer.setIncludeBaseInRange(false);
    }
}
