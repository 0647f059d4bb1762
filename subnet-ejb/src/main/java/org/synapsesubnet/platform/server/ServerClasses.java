package org.synapsesubnet.platform.server;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Care for the classes of libraries that a server keeps while applications come and go. */
public final class ServerClasses {

    private ServerClasses() {}

    /**
     * Initialises a class with nothing of the application on the stack.
     *
     * <p>H2 makes exceptions in its static initialisers, and an exception keeps the class of every method that is on the
     * stack when it is made, and so that class's loader. Payara has an H2 of its own, whose first user would stay in
     * memory for good.
     *
     * @param type public, with a public constructor without parameters that has no effect beyond the new object
     */
    public static void initialise(Class<?> type) {
        try {
            Runnable creation = MethodHandleProxies.asInterfaceInstance(
                    Runnable.class,
                    MethodHandles.publicLookup()
                            .findConstructor(type, MethodType.methodType(void.class))
                            .asType(MethodType.methodType(void.class)));
            Thread alone = new Thread(creation, "initialises-" + type.getSimpleName());
            alone.start();
            alone.join();
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException("type: " + type.getName() + " must have a public constructor", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
