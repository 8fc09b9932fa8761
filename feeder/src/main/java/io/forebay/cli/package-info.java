/// The `forebay` command.
package io.forebay.cli;
