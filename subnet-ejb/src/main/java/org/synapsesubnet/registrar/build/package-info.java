/** From an archive or a commit to an image, on an engine set apart for building. */
@NullMarked
package org.synapsesubnet.registrar.build;

import org.jspecify.annotations.NullMarked;
