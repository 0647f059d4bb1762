/** The OpenAI face under /v1: translated to Ollama's API and back. */
@NullMarked
package org.synapsesubnet.web.openai;

import org.jspecify.annotations.NullMarked;
