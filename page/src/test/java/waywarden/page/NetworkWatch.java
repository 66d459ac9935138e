package waywarden.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import waywarden.page.store.NoShelf;
import waywarden.result.Settings;

/// A process of its own that serves the page with every door to the outside watched: it may listen, but whatever would
/// call someone (a socket, a channel, a datagram, a look-up of a name) is noted and refused. It ends when the page
/// does,
/// and says last what knocked.
public final class NetworkWatch {

    static final String SAID = "knocked: ";

    private static final List<String> KNOCKED = new CopyOnWriteArrayList<>();

    private NetworkWatch() {}

    @SuppressWarnings("deprecation") // Nothing else sees every socket of the process.
    public static void main(String[] args) throws IOException, InterruptedException {
        Socket.setSocketImplFactory(() -> {
            KNOCKED.add("socket");
            throw new IllegalStateException("no network here");
        });
        if (args.length > 0) knock();
        else serve();
        System.out.println(SAID + KNOCKED);
        System.exit(0);
    }

    private static void serve() throws IOException, InterruptedException {
        Settings settings = new Settings(List.of(), null, "waywarden.yaml");
        try (WorkerPage page = WorkerPage.start(new NoShelf(), Means.of(settings), "en", 0, Visitor.CLOCK)) {
            System.out.println(page.address());
            page.await();
        }
    }

    /// Tries every door once, so that a watch that sleeps is noticed.
    private static void knock() {
        tried(() -> new Socket(InetAddress.getLoopbackAddress(), 9).close());
        tried(() -> SocketChannel.open().close());
        tried(() -> DatagramChannel.open().close());
        tried(() -> InetAddress.getAllByName("waywarden.invalid"));
    }

    private interface Door {
        void open() throws IOException;
    }

    private static void tried(Door door) {
        try {
            door.open();
        } catch (IOException | IllegalStateException refused) {
            // Noted where it was refused.
        }
    }

    /// Named by the system property that the JDK asks for its provider of channels.
    public static final class Channels extends SelectorProvider {

        /// The JDK's own, which listens for us.
        private final SelectorProvider own = own();

        private static SelectorProvider own() {
            try {
                return (SelectorProvider) Class.forName("sun.nio.ch.DefaultSelectorProvider")
                        .getMethod("get")
                        .invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static IOException refused(String what) {
            KNOCKED.add(what);
            return new IOException("no network here");
        }

        @Override
        public DatagramChannel openDatagramChannel() throws IOException {
            throw refused("datagram channel");
        }

        @Override
        public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
            throw refused("datagram channel");
        }

        @Override
        public Pipe openPipe() throws IOException {
            return own.openPipe();
        }

        @Override
        public AbstractSelector openSelector() throws IOException {
            return own.openSelector();
        }

        @Override
        public ServerSocketChannel openServerSocketChannel() throws IOException {
            return own.openServerSocketChannel();
        }

        @Override
        public SocketChannel openSocketChannel() throws IOException {
            throw refused("channel");
        }
    }

    /// Found by the service loader.
    public static final class Names extends InetAddressResolverProvider {
        @Override
        public InetAddressResolver get(Configuration configuration) {
            return new InetAddressResolver() {
                @Override
                public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                    KNOCKED.add("name");
                    throw new UnknownHostException("no network here");
                }

                @Override
                public String lookupByAddress(byte[] address) throws UnknownHostException {
                    KNOCKED.add("address");
                    throw new UnknownHostException("no network here");
                }
            };
        }

        @Override
        public String name() {
            return "watched";
        }
    }
}
