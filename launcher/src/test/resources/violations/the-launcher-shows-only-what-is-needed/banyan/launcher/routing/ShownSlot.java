package banyan.launcher.routing;

public final class ShownSlot {}
