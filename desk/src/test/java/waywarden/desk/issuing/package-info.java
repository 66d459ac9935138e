@NullMarked
package waywarden.desk.issuing;

import org.jspecify.annotations.NullMarked;
