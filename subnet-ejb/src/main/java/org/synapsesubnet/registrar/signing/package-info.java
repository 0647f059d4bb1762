/** Who stands for a release: manifests signed by keys that operators trust. */
@NullMarked
package org.synapsesubnet.registrar.signing;

import org.jspecify.annotations.NullMarked;
