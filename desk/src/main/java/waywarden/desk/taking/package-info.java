/// What others warn of: their feeds, asked again and again.
@NullMarked
package waywarden.desk.taking;

import org.jspecify.annotations.NullMarked;
