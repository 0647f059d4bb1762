package org.synapsesubnet.registrar.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.api.passport.VerificationStage;
import org.synapsesubnet.container.ContainerEngine;
import org.synapsesubnet.container.EngineException;
import org.synapsesubnet.container.ImageReference;
import org.synapsesubnet.registrar.verification.image.ImageArchive;
import org.synapsesubnet.registrar.verification.image.ImageContent;
import org.synapsesubnet.registrar.verification.packages.BillOfMaterials;
import org.synapsesubnet.registrar.verification.scanner.InstalledScanner;
import org.synapsesubnet.registrar.verification.scanner.Scanner;
import org.synapsesubnet.registrar.verification.vulnerability.VulnerabilityCheck;

/** The stages that read an image and don't run it. */
final class ImageStages {
    private final ContainerEngine engine;
    private final VerifierSettings settings;
    private final StageLog log;
    private @Nullable ImageContent content;

    ImageStages(ContainerEngine engine, VerifierSettings settings, StageLog log) {
        this.engine = engine;
        this.settings = settings;
        this.log = log;
    }

    /** @return what could be read of the image; empty when nothing could */
    Optional<ImageContent> run(ImageReference image) throws EngineException, InterruptedException {
        log.run(VerificationStage.IMAGE, notes -> {
            notes.tool("docker", engine.info().version());
            ImageContent read = engine.images().read(image, ImageArchive::read);
            ImagePolicy.judge(read, notes);
            content = read;
        });
        Optional<BillOfMaterials> bill = Optional.ofNullable(content).map(ImageContent::packages);
        log.run(VerificationStage.PACKAGES, notes -> packages(bill, notes));
        log.run(VerificationStage.VULNERABILITIES, notes -> vulnerabilities(bill, notes));
        log.run(VerificationStage.SCANNERS, notes -> scan(image, notes));
        return Optional.ofNullable(content);
    }

    private static void packages(Optional<BillOfMaterials> bill, StageNotes notes) {
        notes.tool("CycloneDX", BillOfMaterials.FORMAT);
        if (bill.isEmpty()) {
            notes.skip("the image couldn't be read");
            return;
        }
        notes.note(
                bill.get().packages().isEmpty()
                        ? "no package database was found, so nobody can say what the image holds"
                        : bill.get().components().size() + " packages from "
                                + bill.get().packages().size() + " files");
    }

    private void vulnerabilities(Optional<BillOfMaterials> bill, StageNotes notes) throws IOException {
        Optional<Path> dump = settings.vulnerabilities();
        if (bill.isEmpty()) {
            notes.skip("the image couldn't be read");
        } else if (dump.isEmpty()) {
            notes.skip("synapse.registrar.osv names no records of vulnerabilities");
        } else {
            VulnerabilityCheck.Outcome outcome = VulnerabilityCheck.of(bill.get(), dump.get());
            notes.tool("osv", outcome.records() + " records, the newest of " + outcome.newest());
            outcome.unknown().stream()
                    .sorted()
                    .forEach(ecosystem -> notes.note("there are no records of " + ecosystem));
            notes.findAll(outcome.findings());
        }
    }

    private void scan(ImageReference image, StageNotes notes) throws IOException, InterruptedException {
        String address = settings.engine().orElseThrow().address().toString();
        boolean any = false;
        for (Scanner scanner : Scanner.values()) {
            Optional<InstalledScanner> installed = InstalledScanner.find(scanner, settings.scannerPath());
            if (installed.isEmpty()) {
                notes.note(scanner.program() + " isn't installed");
            } else {
                any = true;
                notes.tool(scanner.program(), installed.get().version());
                notes.findAll(installed.get().scan(address, image.text()));
            }
        }
        if (!any) {
            notes.skip("no other scanner looked");
        }
    }
}
