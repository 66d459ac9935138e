@NullMarked
package waywarden.training;

import org.jspecify.annotations.NullMarked;
