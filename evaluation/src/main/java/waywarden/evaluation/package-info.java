@NullMarked
package waywarden.evaluation;

import org.jspecify.annotations.NullMarked;
