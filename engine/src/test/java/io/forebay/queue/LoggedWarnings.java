package io.forebay.queue;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a logger is told, which then prints nothing. By reflection: the engine's module, in which
/// tests run, does not read the logging module.
final class LoggedWarnings implements AutoCloseable {
  /// A message, and what it was about.
  record Warning(String message, Throwable thrown) {}

  private final List<Warning> warnings = new CopyOnWriteArrayList<>();
  private final Class<?> filterType;
  private final Object logger;

  LoggedWarnings(String name) throws ReflectiveOperationException {
    Class<?> loggers = Class.forName("java.util.logging.Logger");
    filterType = Class.forName("java.util.logging.Filter");
    logger = loggers.getMethod("getLogger", String.class).invoke(null, name);
    setFilter(
        Proxy.newProxyInstance(
            filterType.getClassLoader(),
            new Class<?>[] {filterType},
            (proxy, method, arguments) -> keep(arguments[0])));
  }

  List<Warning> all() {
    return warnings;
  }

  private boolean keep(Object record) throws ReflectiveOperationException {
    Method message = record.getClass().getMethod("getMessage");
    Method thrown = record.getClass().getMethod("getThrown");
    warnings.add(new Warning((String) message.invoke(record), (Throwable) thrown.invoke(record)));
    return false;
  }

  private void setFilter(Object filter) throws ReflectiveOperationException {
    logger.getClass().getMethod("setFilter", filterType).invoke(logger, filter);
  }

  @Override
  public void close() throws ReflectiveOperationException {
    setFilter(null);
  }
}
