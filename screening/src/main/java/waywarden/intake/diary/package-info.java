@NullMarked
package waywarden.intake.diary;

import org.jspecify.annotations.NullMarked;
