package waywarden.page.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class PageServerTest {

    private static final PageServer.SiteOf NOTHING = base -> new PageServer.Site() {
        @Override
        public Reply reply(Request request) {
            return Reply.seeOther(base);
        }

        @Override
        public Reply failed(Request request, int status) {
            return Reply.seeOther(base);
        }
    };

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void listensAtEveryLoopbackAddressOfTheMachineAtOnePort() throws IOException {
        PageServer server = PageServer.start(0, NOTHING);
        int port = server.address().getPort();
        try (server) {
            assertThat(PageServer.loopbacks())
                    .isNotEmpty()
                    .allMatch(InetAddress::isLoopbackAddress)
                    .allMatch(address -> answers(address, port));
        }
        assertThat(PageServer.loopbacks()).noneMatch(address -> answers(address, port));
    }

    @Test
    void oneAddressIsEnough() throws IOException {
        for (InetAddress only : PageServer.loopbacks()) {
            try (PageServer server = PageServer.start(List.of(only), 0, NOTHING)) {
                URI address = server.address();
                assertThat(InetAddress.getByName(address.getHost())).isEqualTo(only);
                assertThat(answers(only, address.getPort())).isTrue();
            }
        }
    }

    @Test
    void aPortThatSomebodyHoldsAtTheOtherAddressIsTaken() throws IOException {
        List<InetAddress> both = PageServer.loopbacks();
        if (both.size() < 2) System.out.println("PageServerTest: this machine has one loopback address only");
        Assumptions.assumeTrue(both.size() > 1, "this machine has one loopback address only");
        try (ServerSocket held = new ServerSocket(0, 1, both.getLast())) {
            int port = held.getLocalPort();
            assertThatThrownBy(() -> PageServer.start(port, NOTHING)).isInstanceOf(BindException.class);
            assertThat(answers(both.getFirst(), port))
                    .as("nothing is left open")
                    .isFalse();
        }
    }
}
