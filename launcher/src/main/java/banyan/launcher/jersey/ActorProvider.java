package banyan.launcher.jersey;

import banyan.core.auth.Actor;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/** Gives resources the {@link Actor} that they request with a {@code @Context} parameter. */
final class ActorProvider implements ValueParamProvider {
    @Override
    public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        return parameter.getRawType() == Actor.class
                ? request -> request.getSecurityContext().getUserPrincipal()
                : null;
    }

    /** Before the provider that looks up each {@code @Context} parameter in HK2. */
    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }
}
