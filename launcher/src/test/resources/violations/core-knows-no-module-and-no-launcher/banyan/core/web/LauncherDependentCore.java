package banyan.core.web;

final class LauncherDependentCore {
    banyan.launcher.process.Phase phase = banyan.launcher.process.Phase.READY;
}
