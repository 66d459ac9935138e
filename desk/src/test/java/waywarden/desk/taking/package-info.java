@NullMarked
package waywarden.desk.taking;

import org.jspecify.annotations.NullMarked;
