package waywarden.stream;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/// Lines on standard output or standard error of the process that the job runs in.
///
/// @param error whether on standard error
record Printed(boolean error) implements Sink<String> {

    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        PrintStream to = error ? System.err : System.out;
        return new SinkWriter<>() {
            private final StringBuilder lines = new StringBuilder();

            @Override
            public void write(String line, Context here) {
                lines.append(line).append('\n');
                if (lines.length() > 1 << 14) flush(false);
            }

            // A line is never parted by one of another task.
            @Override
            public void flush(boolean endOfInput) {
                synchronized (to) {
                    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
                    to.write(bytes, 0, bytes.length);
                    to.flush();
                }
                lines.setLength(0);
            }

            @Override
            public void close() {
                flush(true);
            }
        };
    }
}
