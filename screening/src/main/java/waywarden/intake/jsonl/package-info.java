@NullMarked
package waywarden.intake.jsonl;

import org.jspecify.annotations.NullMarked;
