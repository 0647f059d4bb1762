package org.synapsesubnet.axon;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.synapsesubnet.axon.membership.Membership;

/** Runs one axon until the process is told to end. Exit codes: 2 for wrong arguments, 1 for what fails at the start. */
public final class AxonMain {

    private AxonMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length == 0 || List.of(arguments).contains("--help")) {
            System.out.println(Arguments.USAGE);
            return;
        }
        try {
            CommandLine line = CommandLine.parse(List.of(arguments), System.getenv());
            run(line, new SecureRandom());
        } catch (IllegalArgumentException e) {
            fail(2, e);
        } catch (IOException | IllegalStateException e) {
            fail(1, e);
        }
    }

    private static void run(CommandLine line, SecureRandom random) throws IOException, InterruptedException {
        AxonOptions options = line.options(random);
        if (line.leaves()) {
            leave(line, options, random);
            return;
        }
        AxonServer axon = AxonServer.start(options);
        var end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(axon::close));
        System.out.printf(
                "axon %s listens on %s://%s:%d before %s%n",
                axon.hotkey(),
                options.listen().tls().isPresent() ? "https" : "http",
                options.listen().address().getHostString(),
                axon.port(),
                options.engine().upstream());
        options.listen().tls().ifPresent(tls -> System.out.println("its certificate has the SHA-256 " + tls.digest()));
        Optional<Membership> membership = line.membership(options, axon.port(), random)
                .map(plan -> new Membership(plan, axon::serve, step -> System.out.println("axon: " + step)));
        membership.ifPresent(Membership::start);
        if (line.exitsWithStdin()) {
            ParentWatch.start(System.in, end::countDown);
        }
        end.await();
        System.exit(0);
    }

    private static void leave(CommandLine line, AxonOptions options, SecureRandom random)
            throws IOException, InterruptedException {
        Membership.Plan plan = line.membership(
                        options, options.listen().address().getPort(), random)
                .orElseThrow(() -> new IllegalArgumentException("--leave needs --chain"));
        try (Membership membership = new Membership(plan, validators -> {}, System.out::println)) {
            membership.leave();
        }
        System.out.println("the neuron " + options.miner().hotkey().hotkey() + " is no more");
    }

    private static void fail(int code, Exception failure) {
        System.err.println("axon: " + failure.getMessage());
        System.exit(code);
    }
}
