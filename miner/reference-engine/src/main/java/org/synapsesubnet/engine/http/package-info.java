/** The two faces of the engine: the Ollama API and the OpenAI chat API. */
@NullMarked
package org.synapsesubnet.engine.http;

import org.jspecify.annotations.NullMarked;
