@NullMarked
package waywarden.cli;

import org.jspecify.annotations.NullMarked;
