package hourglass.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;

/// Passes bytes on to a file, all of them at every call, and hashes them on the way.
final class DigestingChannel implements WritableByteChannel {
    private final FileChannel file;
    private final MessageDigest digest = Hash.digest();

    DigestingChannel(FileChannel file) {
        this.file = file;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = source.remaining();
        digest.update(source.duplicate());
        while (source.hasRemaining()) {
            file.write(source);
        }
        return count;
    }

    /// The hash of everything so far; starts anew.
    byte[] hash() {
        return digest.digest();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    /// Does nothing: whoever opened the file still has to force it.
    @Override
    public void close() {}
}
