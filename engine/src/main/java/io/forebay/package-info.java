/// Forebay's front door.
package io.forebay;
