package io.forebay.coordination;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names within scopes, `scope/name`. A name may have a marker in front, `^` of a control input or
/// `loc:@` of a colocation; the scope comes behind it.
final class NameScope {
  private static final Pattern MARKER = Pattern.compile("\\^|loc:@|^");

  private NameScope() {}

  /// The name without the scope and the slashes behind it, once; the name itself if it is in
  /// another one.
  static String strip(String scope, String name) {
    return Pattern.compile("(\\^|loc:@|^)" + Pattern.quote(scope) + "/+")
        .matcher(name)
        .replaceFirst("$1");
  }

  /// The name in that scope.
  static String prepend(String scope, String name) {
    Matcher marker = MARKER.matcher(name);
    int at = marker.find() ? marker.end() : 0;
    return name.substring(0, at) + scope + "/" + name.substring(at);
  }
}
