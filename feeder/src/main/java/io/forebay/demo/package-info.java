/// The parts of `forebay demo`: a real data set, its examples in files, and a model small enough to
/// read.
package io.forebay.demo;
