@NullMarked
package waywarden.advisory.profile;

import org.jspecify.annotations.NullMarked;
