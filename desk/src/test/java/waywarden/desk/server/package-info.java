@NullMarked
package waywarden.desk.server;

import org.jspecify.annotations.NullMarked;
