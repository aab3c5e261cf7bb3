package hourglass.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/// A channel that writes little at a time, as a channel may, and half of that when it fails.
final class FaultyChannel extends FileChannel {
    private static final int SHORT_WRITE = 300;

    private final FileChannel real;
    private final Path file;
    private final FaultyDisk disk;

    FaultyChannel(FileChannel real, Path file, FaultyDisk disk) {
        this.real = real;
        this.file = file;
        this.disk = disk;
        disk.opened();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        boolean fails = disk.failsNow();
        int count = Math.min(source.remaining(), SHORT_WRITE);
        if (!disk.dead()) {
            ByteBuffer part = source.slice(source.position(), fails ? count / 2 : count);
            while (part.hasRemaining()) {
                real.write(part);
            }
            disk.wrote(file);
        }
        if (fails) {
            throw disk.fail("write");
        }
        source.position(source.position() + count);
        return count;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        disk.step("read");
        return real.read(target);
    }

    @Override
    public void force(boolean metadata) throws IOException {
        disk.step("force");
        real.force(metadata);
        disk.forced(file);
    }

    @Override
    public long size() throws IOException {
        disk.step("size");
        return real.size();
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
        disk.closed();
        disk.step("close");
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        disk.step("position");
        real.position(position);
        return this;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        disk.step("read");
        return real.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        real.position(position);
        return write(source);
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        disk.step("map");
        return real.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
