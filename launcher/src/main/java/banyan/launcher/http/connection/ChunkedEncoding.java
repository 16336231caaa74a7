package banyan.launcher.http.connection;

import banyan.launcher.http.parse.ChunkReader;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.ParsingResult;
import org.glassfish.grizzly.http.TransferEncoding;
import org.glassfish.grizzly.memory.Buffers;

/** Reads chunked bodies with a {@link ChunkReader}, and writes them as Grizzly does. */
final class ChunkedEncoding implements TransferEncoding {
    private static final Attribute<ChunkReader> READER =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("banyan.chunks", ChunkReader::new);

    private final TransferEncoding writing;

    ChunkedEncoding(TransferEncoding writing) {
        this.writing = writing;
    }

    @Override
    public boolean wantDecode(HttpHeader head) {
        return head.isChunked();
    }

    @Override
    public boolean wantEncode(HttpHeader head) {
        return writing.wantEncode(head);
    }

    @Override
    public void prepareSerialize(FilterChainContext context, HttpHeader head, HttpContent content) {
        writing.prepareSerialize(context, head, content);
    }

    @Override
    public Buffer serializePacket(FilterChainContext context, HttpContent content) {
        return writing.serializePacket(context, content);
    }

    /** All chunks of the input become one content, so that many small chunks cost no more than their bytes. */
    @Override
    public ParsingResult parsePacket(FilterChainContext context, HttpHeader head, Buffer input) {
        var reader = READER.get(head);
        var data = new byte[input.remaining()];
        int length = reader.read(input, data);
        var rest = input.hasRemaining() ? input.split(input.position()) : null;
        input.tryDispose();
        if (length == 0 && !reader.hasEnded()) {
            return ParsingResult.create(null, rest);
        }
        var content = head.httpContentBuilder()
                .content(Buffers.wrap(context.getMemoryManager(), data, 0, length))
                .last(reader.hasEnded())
                .build();
        return ParsingResult.create(content, rest);
    }
}
