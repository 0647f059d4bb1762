package org.synapsesubnet.micro;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Starts the whole subnet on one machine and stops it again: {@code ./mvnw -Prun}.
 *
 * <p>Its exit code is 1 when something didn't start or the server ended by itself, and that of the signal (130) after
 * Ctrl-C; either way nothing is left running.
 */
public final class Launcher {

    private final Clock clock = Clock.systemUTC();
    private final Console console = new Console(System.out, clock);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("restarts").factory());
    private final Family family = new Family(console);

    private Launcher() {}

    public static void main(String[] args) {
        System.exit(new Launcher().launch(System.getProperties()));
    }

    private int launch(Properties properties) {
        endWithMaven();
        Runtime.getRuntime().addShutdownHook(new Thread(family::end, "stop"));
        try {
            run(LaunchSettings.from(properties));
            return 1;
        } catch (LaunchException e) {
            if (!family.isEnding()) {
                console.print("Synapse Subnet didn't start. " + e.getMessage());
            }
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Maven killed outright can't tell; its end is seen all the same. */
    private static void endWithMaven() {
        ProcessHandle.current().parent().ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(0)));
    }

    private void run(LaunchSettings settings) throws LaunchException, InterruptedException {
        Home home = settings.home();
        LoopbackPort.requireFree(settings.port());
        home.prepare();
        List<Integer> ports = LoopbackPort.nextFree(settings.port(), Miners.count() + 1);
        Greeting greeting = new Greeting(settings.port(), home);
        List<Miner> miners = Miners.on(ports, home, URI.create(greeting.application()));
        Reference reference = new Reference(ports.getLast(), Miners.Encoding.F16.in(home));

        console.say("starting the application server on port " + settings.port());
        ServerLog log = new ServerLog(home.log("server"));
        log.rotate();
        ServerFolder.of(settings).forgetTheLastStart();
        Child server = start(new PayaraMicro(settings, reference).command(), home, "server");
        family.serve(server);

        Miners.writeModels(home, miners);
        console.say("starting the trusted reference on port " + reference.port());
        supervise("reference", reference.command(), home);
        for (Miner miner : miners) {
            console.say("starting " + miner.name() + " on port " + miner.port());
            supervise(miner.name(), miner.command(), home);
        }

        new Startup(console, clock, server, log, home).await(greeting.application(), miners);
        greeting.lines().forEach(console::print);

        int code = server.end().join();
        if (!family.isEnding() && !wasEndedFromOutside(code)) {
            console.print("The application server ended with code " + code + "; see " + home.log("server"));
        }
    }

    private void supervise(String name, List<String> command, Home home) {
        Supervisor supervisor = new Supervisor(
                name,
                () -> Child.start(command, home.root(), home.log(name)),
                Backoff.OF_MINERS,
                clock,
                this::later,
                console);
        family.supervise(supervisor);
        supervisor.start();
    }

    /** Ctrl-C reaches the server too, perhaps before this JVM knows; 130 and 143 stand for SIGINT and SIGTERM. */
    private static boolean wasEndedFromOutside(int code) {
        return code == 130 || code == 143;
    }

    private static Child start(List<String> command, Home home, String name) throws LaunchException {
        try {
            return Child.start(command, home.root(), home.log(name));
        } catch (IOException e) {
            throw new LaunchException("The " + name + " can't be started: " + e.getMessage());
        }
    }

    private void later(Duration wait, Runnable task) {
        var unused = timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
    }
}
