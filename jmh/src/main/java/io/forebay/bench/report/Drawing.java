package io.forebay.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/// Draws charts as SVG; needs no display.
final class Drawing {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 480;
  private static final int TALL = 720;

  /// More places than that have their words upright.
  private static final int FEW_PLACES = 6;

  private static final int UPRIGHT = 90;

  /// A hundredth of a pixel is enough.
  private static final Pattern LONG_DECIMALS = Pattern.compile("([0-9]\\.[0-9]{2})[0-9]+");

  private Drawing() {}

  /// Draws it into that folder; the name of the file.
  static String draw(Chart chart, Path folder) throws IOException {
    org.knowm.xchart.internal.chartpart.Chart<?, ?> drawn =
        chart.kind() == Chart.Kind.LINES ? overNumbers(chart) : overWords(chart);
    Path file = folder.resolve(chart.file() + ".svg");
    VectorGraphicsEncoder.saveVectorGraphic(drawn, file.toString(), VectorGraphicsFormat.SVG);
    Files.writeString(file, LONG_DECIMALS.matcher(Files.readString(file)).replaceAll("$1"));
    return chart.file() + ".svg";
  }

  private static XYChart overNumbers(Chart chart) {
    XYChart drawn =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title())
            .xAxisTitle(chart.x())
            .yAxisTitle(chart.y())
            .build();
    drawn.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
    drawn.getStyler().setChartBackgroundColor(Color.WHITE);
    drawn.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart
        .series()
        .forEach((label, figures) -> {
          Map<Double, Double> sorted = new TreeMap<>();
          figures.forEach((x, y) -> sorted.put(Double.valueOf(x), y));
          drawn.addSeries(
              label, new ArrayList<>(sorted.keySet()), new ArrayList<>(sorted.values()));
        });
    return drawn;
  }

  private static CategoryChart overWords(Chart chart) {
    List<String> places = places(chart);
    boolean many = places.size() > FEW_PLACES;
    CategoryChart drawn =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(many ? TALL : HEIGHT)
            .title(chart.title())
            .xAxisTitle(chart.x())
            .yAxisTitle(chart.y())
            .build();
    if (chart.kind() == Chart.Kind.STEPS) {
      drawn.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line);
      drawn.getStyler().setYAxisLogarithmic(true);
      drawn.getStyler().setOverlapped(true);
    }
    drawn.getStyler().setChartBackgroundColor(Color.WHITE);
    drawn.getStyler().setXAxisLabelRotation(many ? UPRIGHT : 0);
    drawn.getStyler().setLegendVisible(chart.series().size() > 1);
    drawn.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart
        .series()
        .forEach((label, figures) -> {
          List<Double> values = new ArrayList<>();
          places.forEach(place -> values.add(figures.get(place)));
          drawn.addSeries(label, places, values);
        });
    return drawn;
  }

  /// What is on the x axis, in the order of the series that has the most of it.
  private static List<String> places(Chart chart) {
    Set<String> places = new LinkedHashSet<>();
    chart.series().values().stream()
        .sorted(Comparator.comparingInt(figures -> -figures.size()))
        .forEach(figures -> places.addAll(figures.keySet()));
    return List.copyOf(places);
  }
}
