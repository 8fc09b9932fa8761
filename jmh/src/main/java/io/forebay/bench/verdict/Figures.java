package io.forebay.bench.verdict;

import io.forebay.bench.rows.Metric;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What a series of pairs, or of samples of ours alone, comes to. Of pairs only those that count
/// matter; if none does, all are shown, and `counted` is 0.
///
/// @param judged what a goal is about: the ratio, or the figure of an absolute metric; null where
///   there is neither
/// @param ours median of ours
/// @param peer median of the peer's; null without a peer
/// @param control median of the controls, in ns; null without one
/// @param perControl ours in terms of the control, see [Pair#perControl]; null without a control
/// @param counted pairs that count
/// @param measured pairs in all
public record Figures(
    @Nullable Quartiles judged,
    double ours,
    @Nullable Double peer,
    @Nullable Double control,
    @Nullable Quartiles perControl,
    int counted,
    int measured) {
  /// Those of pairs; one or more.
  public static Figures ofPairs(List<Pair> pairs, Metric metric) {
    List<Pair> counting = pairs.stream().filter(Pair::counts).toList();
    List<Pair> shown = counting.isEmpty() ? pairs : counting;
    boolean compared = shown.stream().allMatch(pair -> pair.peer() != null);
    return new Figures(
        compared ? quartiles(shown, pair -> pair.ratio(metric)) : null,
        quartiles(shown, pair -> metric.of(pair.ours())).median(),
        compared ? quartiles(shown, pair -> peer(pair, metric)).median() : null,
        quartiles(shown, Pair::control).median(),
        quartiles(shown, pair -> pair.perControl(metric)),
        counting.size(),
        pairs.size());
  }

  /// Those of samples of ours alone; one or more.
  public static Figures ofSamples(List<Map<String, Double>> samples, Metric metric) {
    Quartiles figure = quartiles(samples, metric::of);
    int count = samples.size();
    return new Figures(figure, figure.median(), null, null, null, count, count);
  }

  private static double peer(Pair pair, Metric metric) {
    Map<String, Double> peer = pair.peer();
    return peer == null ? Double.NaN : metric.of(peer);
  }

  private static <T> Quartiles quartiles(List<T> things, ToDoubleFunction<T> figure) {
    return Quartiles.of(things.stream().mapToDouble(figure).toArray());
  }
}
