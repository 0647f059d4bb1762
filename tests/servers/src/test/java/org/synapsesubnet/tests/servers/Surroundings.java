package org.synapsesubnet.tests.servers;

import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** What a server finds when it starts: a miner, and PostgreSQL where the execution asks for it. */
public final class Surroundings implements TestExecutionListener {

    /** Address and hotkey of the miner, as {@code synapse.gateway.miners} wants them; read by arquillian.xml. */
    private static final String MINERS = "synapse.tests.miners";

    /** Where the tests ask the miner itself how busy it is. */
    static final String MINER_PORT = "synapse.tests.miner.port";

    private @Nullable TestMiner miner;
    private @Nullable PostgresqlServer postgresql;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (System.getProperty("arquillian.launch") == null) {
            return;
        }
        Integer port = Integer.getInteger("synapse.tests.postgresql.port");
        if (port != null) {
            postgresql = PostgresqlServer.startWhereFound(port).orElse(null);
        }
        miner = TestMiner.start();
        System.setProperty(MINERS, miner.gatewayEntry());
        System.setProperty(MINER_PORT, String.valueOf(miner.port()));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (miner != null) {
            miner.close();
        }
        if (postgresql != null) {
            postgresql.close();
        }
    }
}
