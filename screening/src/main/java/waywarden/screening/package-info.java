@NullMarked
package waywarden.screening;

import org.jspecify.annotations.NullMarked;
