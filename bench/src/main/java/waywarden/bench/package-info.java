/// Benchmarks by JMH.
@NullMarked
package waywarden.bench;

import org.jspecify.annotations.NullMarked;
