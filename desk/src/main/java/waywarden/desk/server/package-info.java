/// The desk as a running service: its settings, its start, its doors.
@NullMarked
package waywarden.desk.server;

import org.jspecify.annotations.NullMarked;
