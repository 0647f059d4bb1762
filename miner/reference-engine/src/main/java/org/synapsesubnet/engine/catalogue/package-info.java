/** The models an engine serves: names, files, digests, and which of them are loaded. */
@NullMarked
package org.synapsesubnet.engine.catalogue;

import org.jspecify.annotations.NullMarked;
