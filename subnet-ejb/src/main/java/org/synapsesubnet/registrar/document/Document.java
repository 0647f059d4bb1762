package org.synapsesubnet.registrar.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A page as a row of blocks. Their texts are plain: each form escapes them in its own way, so that no author's text can
 * become markup.
 */
public record Document(String title, List<Block> blocks) {
    public Document {
        blocks = List.copyOf(blocks);
    }

    /** A part of a page. */
    sealed interface Block {}

    record Heading(String text) implements Block {}

    record Paragraph(String text) implements Block {}

    /** Lines as they are, such as a program's. */
    record Verbatim(String text) implements Block {}

    /** @param rows each as long as the head */
    record Table(List<String> head, List<List<String>> rows) implements Block {
        Table {
            head = List.copyOf(head);
            rows = List.copyOf(rows);
            for (List<String> row : rows) {
                if (row.size() != head.size()) {
                    throw new IllegalArgumentException(
                            "rows: one has " + row.size() + " cells, the head has " + head.size());
                }
            }
        }
    }

    /** A page in the making. */
    static final class Draft {
        private final String title;
        private final List<Block> blocks = new ArrayList<>();

        Draft(String title) {
            this.title = title;
        }

        Draft heading(String text) {
            blocks.add(new Heading(text));
            return this;
        }

        /** Nothing where the text is blank. */
        Draft paragraph(String text) {
            if (!text.isBlank()) {
                blocks.add(new Paragraph(text));
            }
            return this;
        }

        Draft verbatim(String text) {
            blocks.add(new Verbatim(text));
            return this;
        }

        /** Nothing where there are no rows. */
        Draft table(List<String> head, List<List<String>> rows) {
            if (!rows.isEmpty()) {
                blocks.add(new Table(head, rows));
            }
            return this;
        }

        Document end() {
            return new Document(title, blocks);
        }
    }
}
