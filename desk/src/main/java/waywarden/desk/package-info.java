/// The issuer's service: warnings drafted, approved by a second person, issued, followed until
/// acknowledged.
@NullMarked
package waywarden.desk;

import org.jspecify.annotations.NullMarked;
