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
 * Says so whenever a process opens a socket to somebody. A JVM takes it with
 * {@code -Djava.nio.channels.spi.SelectorProvider}. What it accepts is no socket that it opens.
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
