package org.synapsesubnet.registrar.document;

import java.util.List;
import java.util.stream.Collectors;

/** A document as a page of HTML that needs nothing besides. */
public final class HtmlForm {
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
                    + "table{border-collapse:collapse;width:100%}th,td{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;"
                    + "vertical-align:top;overflow-wrap:anywhere}pre{background:#f5f5f5;padding:1rem;overflow:auto}";

    private HtmlForm() {}

    public static String of(Document document) {
        String title = escaped(document.title());
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title><style>"
                + STYLE + "</style></head><body>\n<h1>" + title + "</h1>\n"
                + document.blocks().stream().map(HtmlForm::block).collect(Collectors.joining("\n"))
                + "\n</body></html>\n";
    }

    private static String block(Document.Block block) {
        return switch (block) {
            case Document.Heading heading -> "<h2>" + escaped(heading.text()) + "</h2>";
            case Document.Paragraph paragraph -> "<p>" + escaped(paragraph.text()) + "</p>";
            case Document.Verbatim verbatim -> "<pre>" + escaped(verbatim.text()) + "</pre>";
            case Document.Table table ->
                "<table><thead>" + row("th", table.head()) + "</thead><tbody>"
                        + table.rows().stream().map(cells -> row("td", cells)).collect(Collectors.joining("\n"))
                        + "</tbody></table>";
        };
    }

    private static String row(String cell, List<String> texts) {
        return texts.stream()
                .map(text -> "<" + cell + ">" + escaped(text) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
