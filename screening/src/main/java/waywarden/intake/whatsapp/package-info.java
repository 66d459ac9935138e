@NullMarked
package waywarden.intake.whatsapp;

import org.jspecify.annotations.NullMarked;
