package banyan.core.contract;

import banyan.core.web.MediaTypes;
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
    public Contract contract() {
        return contract.get();
    }
}
