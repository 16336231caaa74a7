package banyan.artifact;

/** The steps of an exchange of the roles of home and standby, in their order: each begins with the call of a method. */
enum ExchangeStep {
    COMPARE(Party.HOME, "banyan.launcher.replica.Handover.compared"),
    PULL(Party.TARGET, "banyan.launcher.replica.Following.pull"),
    CHECK_LAG(Party.HOME, "banyan.launcher.replica.Handover.exchanged"),
    CLOSE(Party.HOME, "banyan.core.data.ModuleReplica.changeRole"),
    AWAIT_OUTCOME(Party.HOME, "banyan.launcher.replica.Handover.awaitOutcome"),
    APPLY(Party.TARGET, "banyan.core.transfer.ReplicaReader.apply"),
    TAKE_OVER(Party.TARGET, "banyan.core.data.ModuleReplica.changeRole"),
    ADOPT_HERE(Party.TARGET, "banyan.launcher.slots.placement.PlacementHistory.adopt"),
    REPORT(Party.TARGET, "banyan.launcher.replica.Following.report"),
    LEARN_OUTCOME(Party.HOME, "banyan.launcher.replica.Recovery.resolve"),
    ADOPT_THERE(Party.HOME, "banyan.launcher.slots.placement.PlacementHistory.adopt"),
    ADOPT_AT_GATEWAY(Party.GATEWAY, "banyan.launcher.slots.placement.PlacementHistory.adopt");

    /** A process of the exchange. */
    enum Party {
        HOME,
        TARGET,
        GATEWAY
    }

    private final Party party;
    private final String place;

    ExchangeStep(Party party, String place) {
        this.party = party;
        this.place = place;
    }

    /** The process that does this step. */
    Party party() {
        return party;
    }

    /** The method that begins it. */
    String place() {
        return place;
    }

    /** The target calls these methods for other changes too: only after this step of the home are they those of the exchange. */
    ExchangeStep after() {
        return ordinal() < CLOSE.ordinal() ? COMPARE : CLOSE;
    }
}
