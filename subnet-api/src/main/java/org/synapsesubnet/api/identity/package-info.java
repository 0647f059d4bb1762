/** Who is who: hotkeys and their signatures. */
@NullMarked
package org.synapsesubnet.api.identity;

import org.jspecify.annotations.NullMarked;
