package banyan.core.contract;

import banyan.core.web.MediaTypes;
import banyan.core.web.NotCacheable;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.function.Supplier;

/** Tells other processes which module this path serves, and with which data. */
@Path("contract")
@Produces(MediaTypes.TUTORIAL)
public final class ContractResource {
    private final Supplier<Contract> contract;

    public ContractResource(Supplier<Contract> contract) {
        this.contract = contract;
    }

    @GET
    @NotCacheable("it names this process and its role")
    public Contract contract() {
        return contract.get();
    }
}
