@NullMarked
package waywarden.conversation;

import org.jspecify.annotations.NullMarked;
