import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Waits until what an address of this host answers contains a pattern: `AwaitUrl URL PATTERN SECONDS`.
class AwaitUrl {
    public static void main(String[] args) throws InterruptedException {
        Pattern pattern = Pattern.compile(args[1]);
        long end = System.nanoTime() + Long.parseLong(args[2]) * 1_000_000_000L;
        while (System.nanoTime() < end) {
            try (var in = URI.create(args[0]).toURL().openStream()) {
                String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (pattern.matcher(answer).find()) return;
            } catch (IOException e) {
                // Not there yet.
            }
            Thread.sleep(200);
        }
        System.exit(1);
    }
}
