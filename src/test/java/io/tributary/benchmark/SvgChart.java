package io.tributary.benchmark;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartTheme;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleInsets;
import org.w3c.dom.Document;

/**
 * A chart as an SVG file. Nothing in it depends on the day or the run, and it brings its own light background, since a page may be read
 * on a dark one.
 */
final class SvgChart {

    static final Color OURS = new Color(0x0969DA);
    static final Color INK = new Color(0x24292F);
    static final Color GRID = new Color(0xD0D7DE);

    private static final int WIDTH = 820;

    /** From this quotient of the largest and the least figure on, the least could not be seen on a linear scale. */
    private static final double LOGARITHMIC_FROM = 20;

    private SvgChart() {}

    /** The look that all have. */
    static ChartTheme theme() {
        StandardChartTheme theme = new StandardChartTheme("page", false);
        theme.setExtraLargeFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        theme.setLargeFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        theme.setRegularFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        theme.setTitlePaint(INK);
        theme.setAxisLabelPaint(INK);
        theme.setTickLabelPaint(INK);
        theme.setLegendItemPaint(INK);
        theme.setChartBackgroundPaint(Color.WHITE);
        theme.setPlotBackgroundPaint(Color.WHITE);
        theme.setPlotOutlinePaint(GRID);
        theme.setRangeGridlinePaint(GRID);
        theme.setDomainGridlinePaint(GRID);
        theme.setLegendBackgroundPaint(Color.WHITE);
        return theme;
    }

    /** An axis from 0, or a logarithmic one where the figures are too far apart for that. */
    static ValueAxis axis(String label, double least, double most) {
        if (least <= 0 || most / least <= LOGARITHMIC_FROM) {
            NumberAxis axis = new NumberAxis(label);
            axis.setRange(0, most * 1.08);
            axis.setNumberFormatOverride(format());
            return axis;
        }
        // From the next lower decade, so that the least bar has a length, too.
        return new DecadeAxis(label + " (logarithmic)", Math.pow(10, Math.floor(Math.log10(least / 1.5))), most * 1.3);
    }

    private static DecimalFormat format() {
        return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    static void write(JFreeChart chart, int height, Path file) throws IOException {
        SVGGraphics2D svg = new SVGGraphics2D(empty());
        svg.setSVGCanvasSize(new Dimension(WIDTH, height));
        chart.setPadding(new RectangleInsets(8, 4, 4, 12));
        chart.draw(svg, new Rectangle(WIDTH, height));
        StringWriter text = new StringWriter();
        svg.stream(text, true);
        // Who reads the file should not fetch a DTD for it.
        Files.writeString(file, text.toString().replaceFirst("(?s)<!DOCTYPE.*?>\\s*", ""));
    }

    private static Document empty() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the XML parser of this JDK has no plain document", e);
        }
    }
}
