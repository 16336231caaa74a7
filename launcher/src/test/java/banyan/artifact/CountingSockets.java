package banyan.artifact;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * Prints a line whenever the process opens a client socket. A JVM loads it with {@code
 * -Djava.nio.channels.spi.SelectorProvider}. Accepted connections do not count.
 */
public final class CountingSockets extends SelectorProvider {
    static final String OPENED = "a socket is opened";

    private final SelectorProvider own;

    public CountingSockets() throws ReflectiveOperationException {
        own = (SelectorProvider) Class.forName("sun.nio.ch.DefaultSelectorProvider")
                .getMethod("get")
                .invoke(null);
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        System.out.println(OPENED);
        return own.openSocketChannel();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return own.openServerSocketChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        System.out.println(OPENED);
        return own.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        System.out.println(OPENED);
        return own.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return own.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return own.openSelector();
    }
}
