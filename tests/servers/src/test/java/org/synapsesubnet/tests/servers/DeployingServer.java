package org.synapsesubnet.tests.servers;

import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Payara Micro with a way to deploy and undeploy while it runs, which it offers to its own JVM only. Takes one order a
 * line and answers each with {@value #DONE}; the end of the input ends it. The arguments are Payara Micro's.
 */
final class DeployingServer {

    static final String DONE = "order done";
    static final String DEPLOY = "deploy";
    static final String UNDEPLOY = "undeploy";

    private DeployingServer() {}

    public static void main(String[] options) throws Exception {
        PayaraMicro.main(options);
        PayaraMicroRuntime runtime = PayaraMicro.getInstance().getRuntime();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println(DONE);
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            obey(runtime, order.split(" ", 3));
            System.out.println(DONE);
        }
        System.exit(0);
    }

    private static void obey(PayaraMicroRuntime runtime, String[] order) {
        switch (order[0]) {
            case DEPLOY -> runtime.deploy(order[1], "", new File(order[2]));
            case UNDEPLOY -> runtime.undeploy(order[1]);
            default -> throw new IllegalArgumentException("order: '" + order[0] + "' must be deploy or undeploy");
        }
    }
}
