package io.tributary.benchmark;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with labels at 1, 10, 100 ..., and at 2 and 5 times these where it spans few of them. */
final class DecadeAxis extends LogAxis {

    private static final long serialVersionUID = 1;

    private static final double FEW = 2.5;

    /** Of a label, a least and a most value, both more than 0. */
    DecadeAxis(String label, double least, double most) {
        super(label);
        setRange(least, most);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g2, AxisState state, Rectangle2D area, RectangleEdge edge) {
        double least = getRange().getLowerBound();
        double most = getRange().getUpperBound();
        double[] steps = Math.log10(most / least) < FEW ? new double[] {1, 2, 5} : new double[] {1};
        boolean below = RectangleEdge.isTopOrBottom(edge);
        List<NumberTick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(least)); Math.pow(10, power) <= most; power++) {
            for (double step : steps) {
                double value = step * Math.pow(10, power);
                if (getRange().contains(value)) {
                    TextAnchor anchor = below ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
                    ticks.add(new NumberTick(value, Figures.bound(value), anchor, TextAnchor.CENTER, 0));
                }
            }
        }
        return ticks;
    }
}
