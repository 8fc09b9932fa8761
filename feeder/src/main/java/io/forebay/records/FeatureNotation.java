package io.forebay.records;

import io.forebay.tensor.DType;
import io.forebay.tensor.Shape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text form of a [FeatureSpec].
final class FeatureNotation {
  private static final Pattern FORM =
      Pattern.compile("(.+):([^:\\[\\]=]+)\\[([^\\[\\]]*)](?:=(.*))?", Pattern.DOTALL);
  private static final String EXAMPLE =
      "NAME:DTYPE[DIMS] or NAME:DTYPE[DIMS]=DEFAULT, such as image:float32[28,28] or fare:float32[]=0";

  private FeatureNotation() {}

  static FeatureSpec parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw wrong(text, "not a feature", EXAMPLE);
    }
    DType dtype = dtype(text, form.group(2).strip());
    long[] dims = dims(text, form.group(3).strip());
    Number defaultValue =
        form.group(4) == null ? null : defaultValue(text, dtype, form.group(4).strip());
    try {
      return new FeatureSpec(form.group(1), dtype, Shape.of(dims), defaultValue);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(oneLine("feature " + text + ": " + e.getMessage()), e);
    }
  }

  private static DType dtype(String text, String name) {
    for (DType dtype : DType.values()) {
      if (dtype.typeName().equals(name) && (Values.isInteger(dtype) || Values.isFloat(dtype))) {
        return dtype;
      }
    }
    throw wrong(text, "dtype " + name, "one of " + Values.known());
  }

  private static long[] dims(String text, String dims) {
    if (dims.isEmpty()) {
      return new long[0];
    }
    String[] parts = dims.split("[,x]", -1);
    long[] sizes = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      Long size = wholeNumber(part);
      if (size == null || size < 0) {
        throw wrong(
            text, "dimension \"" + part + "\"", "whole numbers from 0, separated by comma or x");
      }
      sizes[i] = size;
    }
    return sizes;
  }

  // NOTE: not one conditional expression: it would make a Double of either, or fail on null.
  private static Number defaultValue(String text, DType dtype, String value) {
    Number number;
    if (Values.isFloat(dtype)) {
      number = realNumber(value);
    } else {
      number = wholeNumber(truth(dtype, value));
    }
    if (number == null) {
      throw wrong(text, "default \"" + value + "\"", Values.range(dtype));
    }
    return number;
  }

  private static String truth(DType dtype, String value) {
    if (dtype != DType.BOOL) {
      return value;
    }
    return switch (value) {
      case "true" -> "1";
      case "false" -> "0";
      default -> value;
    };
  }

  private static @Nullable Long wholeNumber(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Double realNumber(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static IllegalArgumentException wrong(String text, String what, String expected) {
    return new IllegalArgumentException(
        oneLine("feature " + text + ": " + what + " (expected: " + expected + ")"));
  }

  private static String oneLine(String text) {
    return text.replace("\r", "\\r").replace("\n", "\\n");
  }
}
