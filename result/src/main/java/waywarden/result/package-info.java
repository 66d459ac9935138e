/// What was found, in words and pictures for a person: whatever the terminal, the printed report
/// and the worker's page say alike.
@NullMarked
package waywarden.result;

import org.jspecify.annotations.NullMarked;
