package org.synapsesubnet.registrar.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentFormsTest {
    private static final String HOSTILE = "<script>alert('1')</script> | [x](javascript:y) `z`\n# big & **bold**";

    private final Document page = new Document.Draft(HOSTILE)
            .heading(HOSTILE)
            .paragraph(HOSTILE)
            .table(List.of("a", "b"), List.of(List.of(HOSTILE, "2")))
            .verbatim("``` " + HOSTILE)
            .end();

    @Test
    void htmlHasNoMarkupOfAnAuthors() {
        String html = HtmlForm.of(page);

        assertThat(html)
                .doesNotContain("<script")
                .contains("<h2>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
                .contains("<td>2</td>");
    }

    @Test
    void markdownHasNoMarkupOfAnAuthors() {
        String markdown = MarkdownForm.of(page);
        String outsideOfFence = markdown.substring(0, markdown.indexOf("````"));

        assertThat(outsideOfFence)
                .doesNotContain("<script")
                .contains(
                        "&lt;script&gt;alert('1')&lt;/script&gt; \\| \\[x\\](javascript:y) \\`z\\` # big &amp; \\*\\*bold\\*\\*");
        assertThat(outsideOfFence.lines().filter(line -> line.startsWith("#"))).hasSize(2);
        assertThat(outsideOfFence.lines().filter(line -> line.startsWith("|"))).hasSize(3);
        assertThat(markdown.lines().toList()).endsWith("````");
    }

    @Test
    void aParagraphOfMarkdownBeginsNoListAndNoHeading() {
        for (String text : List.of("# a", "- a", "+ a", "1. a", "2) a", "=== a")) {
            String markdown =
                    MarkdownForm.of(new Document.Draft("t").paragraph(text).end());

            assertThat(markdown.lines().toList().getLast())
                    .isNotEqualTo(text)
                    .isEqualTo(text.replaceFirst("([#+=.)-])", "\\\\$1"));
        }
    }

    @Test
    void optionsAreThoseOfTheSchema() {
        assertThat(OptionRows.of(Map.of(
                        "type",
                        "object",
                        "required",
                        List.of("slots"),
                        "properties",
                        Map.of(
                                "slots",
                                Map.of("type", "integer", "minimum", 1, "default", 2, "description", "Answers at once"),
                                "cache",
                                Map.of("type", "object", "properties", Map.of("path", Map.of("type", "string")))))))
                .containsExactly(
                        List.of("cache", "object", "", "", ""),
                        List.of("cache.path", "string", "", "", ""),
                        List.of("slots", "integer", "yes", "2", "Answers at once (minimum 1)"));
    }
}
