/** Which packages an image holds, as its own package databases say, and the bill of materials made of them. */
@NullMarked
package org.synapsesubnet.registrar.verification.packages;

import org.jspecify.annotations.NullMarked;
