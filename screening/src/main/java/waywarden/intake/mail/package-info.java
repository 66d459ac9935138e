@NullMarked
package waywarden.intake.mail;

import org.jspecify.annotations.NullMarked;
