/// Protected matters held as keyed fingerprints: built by a desk, looked up on the worker's own machine.
@NullMarked
package waywarden.register;

import org.jspecify.annotations.NullMarked;
