/// Scripts of operations, run against a model of the rules and against real queues.
package io.forebay.differential;
