/** How versions of packages are ordered, each ecosystem by its own rules. */
@NullMarked
package org.synapsesubnet.registrar.verification.version;

import org.jspecify.annotations.NullMarked;
