package banyan.core.web;

final class RisenCore {
    banyan.launcher.process.Phase phase = banyan.launcher.process.Phase.READY;
}
