package org.synapsesubnet.tests.servers;

import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** What a server finds when it starts: a miner, and PostgreSQL where the execution asks for it. */
public final class Surroundings implements LauncherSessionListener {

    /** Address and hotkey of the miner, as {@code synapse.gateway.miners} wants them; read by arquillian.xml. */
    static final String MINERS = "synapse.tests.miners";

    private @Nullable TestMiner miner;
    private @Nullable PostgresqlServer postgresql;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Integer port = Integer.getInteger("synapse.tests.postgresql.port");
        if (port != null) {
            postgresql = PostgresqlServer.startWhereFound(port).orElse(null);
        }
        miner = TestMiner.start();
        System.setProperty(MINERS, miner.gatewayEntry());
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (miner != null) {
            miner.close();
        }
        if (postgresql != null) {
            postgresql.close();
        }
    }
}
