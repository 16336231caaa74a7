package banyan.core.web;

final class RisenCore {
    banyan.launcher.front.Phase phase = banyan.launcher.front.Phase.READY;
}
