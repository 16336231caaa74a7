package banyan.launcher.front;

/**
 * The launcher's place for a module.
 *
 * @param hosting whether the module is in this process
 * @param route where its requests go, which may be elsewhere all the same
 */
public record Slot(Hosting hosting, Route route) {
    static final Slot VACANT = new Slot(new Hosting.None(), Route.VACANT);
}
