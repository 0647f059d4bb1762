package org.synapsesubnet.registrar.document;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A document as Markdown with tables (GitHub's flavour). */
public final class MarkdownForm {
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]|~]");
    private static final Pattern BEGINNING = Pattern.compile("^([0-9]*)([#+=.)-])");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private MarkdownForm() {}

    public static String of(Document document) {
        return "# " + escaped(document.title()) + "\n\n"
                + document.blocks().stream().map(MarkdownForm::block).collect(Collectors.joining("\n\n"))
                + "\n";
    }

    private static String block(Document.Block block) {
        return switch (block) {
            case Document.Heading heading -> "## " + escaped(heading.text());
            case Document.Paragraph paragraph ->
                BEGINNING.matcher(escaped(paragraph.text())).replaceFirst("$1\\\\$2");
            case Document.Verbatim verbatim -> fenced(verbatim.text());
            case Document.Table table ->
                row(table.head()) + "\n|" + " --- |".repeat(table.head().size())
                        + table.rows().stream().map(cells -> "\n" + row(cells)).collect(Collectors.joining());
        };
    }

    private static String row(List<String> texts) {
        return texts.stream().map(MarkdownForm::escaped).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** The fence is longer than any within. */
    private static String fenced(String text) {
        int longest = BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(found -> found.end() - found.start())
                .max()
                .orElse(0);
        String fence = "`".repeat(Math.max(3, longest + 1));
        return fence + "\n" + text + "\n" + fence;
    }

    /** On one line, and without HTML, which Markdown would let through. */
    private static String escaped(String text) {
        return MARKUP.matcher(text.strip().replaceAll("\\s+", " "))
                .replaceAll("\\\\$0")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
