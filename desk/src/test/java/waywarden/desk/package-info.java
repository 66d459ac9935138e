@NullMarked
package waywarden.desk;

import org.jspecify.annotations.NullMarked;
