package banyan.core.web;

final class RisenCore {
    banyan.launcher.front.Slots slots = new banyan.launcher.front.Slots(java.util.List.of());
}
