/** Records of signed releases and of the keys that are trusted to sign them. */
@NullMarked
package org.synapsesubnet.api.signing;

import org.jspecify.annotations.NullMarked;
