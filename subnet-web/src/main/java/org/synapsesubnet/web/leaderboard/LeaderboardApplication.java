package org.synapsesubnet.web.leaderboard;

import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.synapsesubnet.web.rest.RestApplication;

/** {@code /leaderboard}. */
@ApplicationPath("/leaderboard")
public class LeaderboardApplication extends RestApplication {
    public LeaderboardApplication() {
        super(Set.of(LeaderboardResource.class));
    }
}
