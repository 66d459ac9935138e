@NullMarked
package waywarden.desk.web;

import org.jspecify.annotations.NullMarked;
