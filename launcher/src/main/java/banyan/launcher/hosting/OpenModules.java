package banyan.launcher.hosting;

import banyan.core.BoardException;
import banyan.core.DataStore;
import banyan.core.contract.Contract;
import banyan.launcher.process.Phase;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The modules that are open in this process, and the phase of the process. */
public final class OpenModules {
    private final SortedMap<String, HostedModule> modules = new ConcurrentSkipListMap<>();

    private volatile Phase phase = Phase.STARTING;

    public Phase phase() {
        return phase;
    }

    public void enter(Phase next) {
        phase = next;
    }

    /** Each module that is open, by name. */
    public SortedMap<String, HostedModule> all() {
        return new TreeMap<>(modules);
    }

    public void add(String name, HostedModule module) {
        modules.put(name, module);
    }

    /**
     * The module of this name.
     *
     * @throws BoardException UNAVAILABLE while the board starts, NOT_FOUND if the module is not hosted here
     */
    public HostedModule require(String name) {
        requireStarted(name);
        return Optional.ofNullable(modules.get(name))
                .orElseThrow(() -> new BoardException(
                        BoardException.Kind.NOT_FOUND, "The module " + name + " is not hosted here."));
    }

    private void requireStarted(String name) {
        if (phase == Phase.STARTING && !modules.containsKey(name)) {
            throw starting();
        }
    }

    /** The failure of a request that needs a module which may open later. */
    public static BoardException starting() {
        return new BoardException(
                BoardException.Kind.UNAVAILABLE, "This board is starting: try again when it is ready.");
    }

    /** The reason why this process should get no requests now; empty if it should. */
    public Optional<String> unreadiness() {
        if (phase != Phase.READY) {
            return Optional.of("This process is not ready.");
        }
        return modules.entrySet().stream()
                .flatMap(module -> module.getValue().trouble().stream()
                        .map(why -> "The module " + module.getKey() + " cannot read or write its data: " + why + "."))
                .findFirst();
    }

    /**
     * The description of the module for other processes; empty if it is not open here.
     *
     * @throws BoardException UNAVAILABLE while it cannot read or write its data
     */
    public Optional<Contract> contract(String name) {
        var open = Optional.ofNullable(modules.get(name));
        open.flatMap(HostedModule::trouble).ifPresent(trouble -> {
            throw new BoardException(BoardException.Kind.UNAVAILABLE, trouble);
        });
        return open.map(HostedModule::contract);
    }

    /** Ends the long polls of all modules. */
    public void sendClientsAway() {
        modules.values().forEach(module -> module.data().ifPresent(DataStore::endClientLongPolls));
    }
}
