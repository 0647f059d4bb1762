/** An Ollama that others run, watched as an engine of one container and never managed. */
@NullMarked
package org.synapsesubnet.container.remote;

import org.jspecify.annotations.NullMarked;
