package org.synapsesubnet.registrar.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.synapsesubnet.api.module.ModuleView;
import org.synapsesubnet.api.module.ReleaseResources;
import org.synapsesubnet.api.module.ReleaseView;
import org.synapsesubnet.api.passport.BillSummary;
import org.synapsesubnet.api.passport.Capacity;
import org.synapsesubnet.api.passport.LoadPoint;
import org.synapsesubnet.api.passport.Passport;
import org.synapsesubnet.api.passport.ResourceUse;
import org.synapsesubnet.registrar.passport.PassportSignature;
import org.synapsesubnet.registrar.passport.SignedPassport;

/** What the page about a release says. */
final class ReleaseDocument {
    private static final String NOT_SAID = "not said";

    private ReleaseDocument() {}

    static Document of(ModuleView module, ReleaseView release, Optional<SignedPassport> signed) {
        Document.Draft page = new Document.Draft(release.module() + " " + release.version());
        page.paragraph(module.description()).paragraph(release.notes());
        page.heading("Interface").table(List.of("What", "Value"), about(module, release));
        page.heading("Options");
        List<List<String>> options = OptionRows.of(release.settings());
        page.paragraph(options.isEmpty() ? "The release names no options." : "");
        page.table(OptionRows.HEAD, options);
        Optional<Passport> passport = signed.map(SignedPassport::passport);
        page.heading("Resources")
                .table(
                        List.of("What", "Declared", "Measured"),
                        resources(release.resources(), passport.map(Passport::resources)));
        if (passport.isEmpty()) {
            return page.heading("Passport")
                    .paragraph("The release was never verified.")
                    .end();
        }
        benchmark(page, Optional.ofNullable(passport.get().capacity()));
        contents(page, Optional.ofNullable(passport.get().bill()));
        verdict(page, passport.get());
        signature(page, signed.orElseThrow().signature());
        return page.end();
    }

    private static List<List<String>> about(ModuleView module, ReleaseView release) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("Type", module.type().text()));
        rows.add(List.of("Module interface", release.interfaceVersion()));
        rows.add(List.of("Digest", release.digest()));
        if (release.artifact() != null) {
            rows.add(List.of("Artifact", release.artifact()));
        }
        rows.add(List.of("State", release.state().text()));
        return rows;
    }

    private static List<List<String>> resources(ReleaseResources declared, Optional<ResourceUse> use) {
        return List.of(
                List.of(
                        "Memory, bytes",
                        said(declared.memoryBytes()),
                        use.map(seen -> seen.peakMemoryBytes() + " at most").orElse("")),
                List.of(
                        "Processor, thousandths of a core",
                        said(declared.cpuMillis()),
                        use.map(seen -> seen.peakCpuMillis() + " at most, " + seen.meanCpuMillis() + " on average")
                                .orElse("")),
                List.of("Graphics processors", said(declared.gpus()), ""),
                List.of("Disk, bytes", said(declared.diskBytes()), ""));
    }

    private static String said(long value) {
        return value == 0 ? NOT_SAID : Long.toString(value);
    }

    private static void benchmark(Document.Draft page, Optional<Capacity> capacity) {
        page.heading("Benchmark");
        if (capacity.isEmpty()) {
            page.paragraph("It couldn't be measured.");
            return;
        }
        LoadPoint best = capacity.get().best();
        page.paragraph("Model %s on the verifier's machine: %s tokens per second with %d streams."
                .formatted(capacity.get().model(), perSecond(best), best.streams()));
        page.table(
                List.of(
                        "Streams",
                        "Tokens per second",
                        "First token, ms (half of the answers)",
                        "First token, ms (19 of 20)",
                        "Failures"),
                capacity.get().points().stream()
                        .map(point -> List.of(
                                Integer.toString(point.streams()),
                                perSecond(point),
                                Long.toString(point.medianFirstTokenMillis()),
                                Long.toString(point.slowFirstTokenMillis()),
                                Integer.toString(point.failures())))
                        .toList());
    }

    private static String perSecond(LoadPoint point) {
        return "%d.%d".formatted(point.milliTokensPerSecond() / 1000, point.milliTokensPerSecond() % 1000 / 100);
    }

    private static void contents(Document.Draft page, Optional<BillSummary> bill) {
        page.heading("Contents");
        if (bill.isEmpty()) {
            page.paragraph("The image couldn't be read.");
            return;
        }
        page.paragraph("System: " + bill.get().distribution() + ". Bill of materials: sha256:"
                + bill.get().sha256() + ".");
        page.table(
                List.of("Kind", "Packages"),
                new TreeMap<>(bill.get().packages())
                        .entrySet().stream()
                                .map(kind ->
                                        List.of(kind.getKey(), kind.getValue().toString()))
                                .toList());
    }

    private static void verdict(Document.Draft page, Passport passport) {
        page.heading("Passport");
        page.paragraph((passport.passed() ? "Passed" : "Refused") + " at " + passport.issuedAt() + ".");
        page.table(
                List.of("Gate", "Why it refuses"),
                passport.refusals().stream()
                        .map(refusal -> List.of(refusal.gate(), refusal.reason()))
                        .toList());
        page.table(
                List.of("Stage", "Outcome", "Findings", "Notes"),
                passport.stages().stream()
                        .map(stage -> List.of(
                                stage.stage().text(),
                                stage.outcome().text(),
                                Integer.toString(stage.findings().size()),
                                String.join("; ", stage.notes())))
                        .toList());
    }

    private static void signature(Document.Draft page, PassportSignature signature) {
        page.heading("Signature").paragraph(signature.algorithm() + " by key " + signature.keyId());
        page.verbatim(signature.value());
    }
}
