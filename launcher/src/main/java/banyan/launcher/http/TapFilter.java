package banyan.launcher.http;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpResponsePacket;

/** Adds each part of a response to the {@link ResponseTap} of its request, if there is one. */
public final class TapFilter extends BaseFilter {
    @Override
    public NextAction handleWrite(FilterChainContext context) {
        if (context.getMessage() instanceof HttpContent content
                && content.getHttpHeader() instanceof HttpResponsePacket response) {
            var request = RequestContext.of(response.getRequest());
            if (request != null && request.tap() != null) {
                request.tap().add(content.getContent(), content.isLast());
            }
        }
        return context.getInvokeAction();
    }
}
