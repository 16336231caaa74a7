package banyan.launcher.held;

/** A limited number of places, which share a limited number of bytes. */
final class Room {
    private final int places;
    private final long bytes;
    private int taken;
    private long used;

    Room(int places, long bytes) {
        this.places = places;
        this.bytes = bytes;
    }

    /** Takes a place with so many bytes, to {@link #leave} later. Returns false if there is no room for it. */
    synchronized boolean enter(int size) {
        if (taken == places || used + size > bytes) {
            return false;
        }
        taken++;
        used += size;
        return true;
    }

    synchronized void leave(int size) {
        taken--;
        used -= size;
    }

    synchronized int taken() {
        return taken;
    }
}
