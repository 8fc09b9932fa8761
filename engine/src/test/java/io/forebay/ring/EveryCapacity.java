package io.forebay.ring;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A test that gets each of these capacities: powers of two and others, the smallest, and a larger
/// one.
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 100})
@interface EveryCapacity {}
