/// Brings issued warnings to the people they concern: enrolment, the rows that say who gets what on
/// which channel, the worker that sends them, what people answer, and the log for the desk.
@NullMarked
package waywarden.delivery;

import org.jspecify.annotations.NullMarked;
