package waywarden.delivery.testkit;

import jakarta.mail.internet.MimeUtility;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// A mail server that takes everything, unless told otherwise; light enough for very many.
public final class FakeSmtp implements AutoCloseable {

    /// What it does with a mail that was given in full.
    public enum Deed {
        TAKE,
        /// Takes it and closes before it says so.
        TAKE_AND_DROP,
        GREYLIST,
        REFUSE
    }

    /// One mail.
    public record Mail(String to, String subject, String id) {}

    private final ServerSocket socket;
    private final Function<Mail, Deed> deed;

    public FakeSmtp(Function<Mail, Deed> deed) {
        this.deed = deed;
        try {
            socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = client.getOutputStream();
            say(out, "220 fake");
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT")) to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                if (line.equals("QUIT")) return;
                if (!line.equals("DATA")) {
                    say(out, "250 ok");
                    continue;
                }
                say(out, "354 go on");
                Mail mail = read(in, to);
                switch (deed.apply(mail)) {
                    case TAKE -> say(out, "250 taken");
                    case TAKE_AND_DROP -> {
                        return;
                    }
                    case GREYLIST -> say(out, "451 later");
                    case REFUSE -> say(out, "554 no");
                }
            }
        } catch (IOException e) {
            // The client was killed, or is done.
            return;
        }
    }

    private static Mail read(BufferedReader in, String to) throws IOException {
        String subject = "";
        String id = "";
        boolean head = true;
        boolean goesOn = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals(".")) return new Mail(to, MimeUtility.decodeText(subject), id);
            if (line.isEmpty()) head = false;
            // A header that goes on in the next line; only the subject is that long.
            if (head && line.startsWith(" ") && goesOn) subject += line;
            goesOn = line.startsWith("Subject: ") || (goesOn && line.startsWith(" "));
            if (head && line.startsWith("Subject: ")) subject = line;
            if (head && line.startsWith("Message-ID: ")) id = line.substring("Message-ID: ".length());
        }
        throw new IOException("cut off");
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
