package waywarden.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketImpl;
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

/// A process of its own that runs the command line with every door to the network watched: the makers of sockets, of
/// channels and the resolver of names are ours, note who knocks and let nobody through. Last line of its output:
/// what knocked.
public final class NetworkWatch {

    static final String SAID = "knocked: ";

    private static final List<String> KNOCKED = new CopyOnWriteArrayList<>();

    private NetworkWatch() {}

    public static void main(String[] args) throws IOException {
        watch();
        if (args[0].equals("--knock")) knock();
        else Waywarden.run(Surroundings.ofThisProcess(), args);
        System.out.println();
        System.out.println(SAID + KNOCKED);
    }

    @SuppressWarnings("deprecation") // Nothing else sees every socket of the process.
    private static void watch() throws IOException {
        Socket.setSocketImplFactory(() -> refuse("socket"));
        ServerSocket.setSocketFactory(() -> refuse("server socket"));
    }

    private static SocketImpl refuse(String what) {
        KNOCKED.add(what);
        throw new IllegalStateException("no network here");
    }

    /// Tries every door once, so that a watch that sleeps is noticed.
    private static void knock() {
        tried(() -> new Socket(InetAddress.getLoopbackAddress(), 9).close());
        tried(() -> new ServerSocket(0).close());
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
            throw refused("pipe");
        }

        @Override
        public AbstractSelector openSelector() throws IOException {
            throw refused("selector");
        }

        @Override
        public ServerSocketChannel openServerSocketChannel() throws IOException {
            throw refused("server channel");
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
