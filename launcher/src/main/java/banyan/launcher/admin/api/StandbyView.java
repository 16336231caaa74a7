package banyan.launcher.admin.api;

import java.util.UUID;

/**
 * A copy that follows another one.
 *
 * @param copy its id
 * @param address the address of its board
 * @param admin its admin address
 * @param revision the last revision that it has
 * @param verified the last revision at which all its rows were compared with those of the home; 0 for none
 */
public record StandbyView(UUID copy, String address, String admin, long revision, long verified) {}
