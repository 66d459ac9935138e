@NullMarked
package waywarden.desk.store;

import org.jspecify.annotations.NullMarked;
