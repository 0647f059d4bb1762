package org.synapsesubnet.registrar.build;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.synapsesubnet.api.build.BuildView;

/** A process to be killed: has something built that never ends, and says which build it is when it is under way. */
final class BuildChild {

    private BuildChild() {}

    /** @param arguments the base image, a folder for files, and the database's URL */
    public static void main(String[] arguments) throws Exception {
        BuildBed bed =
                new BuildBed(BuildBed.settings(Path.of(arguments[1]), GitHosts.parse(List.of(), false)), arguments[2]);
        BuildView build = bed.start(Tar.of(
                        "FROM " + arguments[0],
                        "COPY classes /classes",
                        "RUN [\"/opt/java/bin/java\", \"-cp\", \"/classes\", \"" + Pause.class.getName() + "\", \""
                                + arguments[1] + "\"]")
                .program(Pause.class));
        bed.awaitLog(build, "pausing");
        System.out.println(build.id());
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
