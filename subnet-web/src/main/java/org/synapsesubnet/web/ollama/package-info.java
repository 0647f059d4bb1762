/** The Ollama face under /api: checked and passed on as it is. */
@NullMarked
package org.synapsesubnet.web.ollama;

import org.jspecify.annotations.NullMarked;
