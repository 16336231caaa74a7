package banyan.launcher.front;

public final class ShownSlot {}
