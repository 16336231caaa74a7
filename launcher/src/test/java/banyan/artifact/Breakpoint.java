package banyan.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.event.BreakpointEvent;
import java.time.Duration;
import java.util.List;

/** Stops all threads of a process where one of them calls a method, so that a test can do something at that moment. */
final class Breakpoint implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String place;
    private final VirtualMachine process;

    private Breakpoint(String place, VirtualMachine process) {
        this.place = place;
        this.process = process;
    }

    /** The JVM flag of a process that can be stopped, and runs as others until then. */
    static List<String> flags(int port) {
        return List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port);
    }

    /** @param place such as {@code banyan.posts.Feed.append}: a method of a class that the process has loaded */
    static Breakpoint set(int port, String place) throws Exception {
        var breakpoint = new Breakpoint(place, attach(port));
        breakpoint.set();
        return breakpoint;
    }

    private static VirtualMachine attach(int port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(one -> one.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        var arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        return connector.attach(arguments);
    }

    private void set() {
        int dot = place.lastIndexOf('.');
        var methods = process.classesByName(place.substring(0, dot)).stream()
                .flatMap(type -> type.methodsByName(place.substring(dot + 1)).stream())
                .toList();
        assertThat(methods).as(place).isNotEmpty();
        methods.forEach(method -> process.eventRequestManager()
                .createBreakpointRequest(method.location())
                .enable());
    }

    /** Waits for the call. All threads of the process are stopped then. */
    void awaitHit() throws InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        for (long left = TIMEOUT.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            var events = process.eventQueue().remove(left);
            if (events == null) {
                break;
            }
            if (events.stream().anyMatch(BreakpointEvent.class::isInstance)) {
                return;
            }
            events.resume();
        }
        throw new AssertionError("no call of " + place + " within " + TIMEOUT);
    }

    /** Lets the process run on, if it still exists. */
    @Override
    public void close() {
        try {
            process.dispose();
        } catch (VMDisconnectedException e) {
            // killed
        }
    }
}
