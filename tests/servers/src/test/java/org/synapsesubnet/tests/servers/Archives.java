package org.synapsesubnet.tests.servers;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archives that the build made, byte for byte what is released. */
final class Archives {

    private Archives() {}

    static WebArchive war() {
        return ShrinkWrap.create(ZipImporter.class, "subnet.war")
                .importFrom(file("synapse.launcher.application"))
                .as(WebArchive.class);
    }

    static EnterpriseArchive ear() {
        return ShrinkWrap.create(ZipImporter.class, "synapse-subnet.ear")
                .importFrom(file("synapse.tests.ear"))
                .as(EnterpriseArchive.class);
    }

    private static File file(String property) {
        return new File(System.getProperty(property));
    }
}
