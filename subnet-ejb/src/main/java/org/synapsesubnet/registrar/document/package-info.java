/** The page about a release: made once, written as HTML or as Markdown. */
@NullMarked
package org.synapsesubnet.registrar.document;

import org.jspecify.annotations.NullMarked;
