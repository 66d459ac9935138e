@NullMarked
package waywarden.advisory.template;

import org.jspecify.annotations.NullMarked;
