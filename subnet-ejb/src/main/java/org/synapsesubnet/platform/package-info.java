/** What every component stands on. */
@NullMarked
package org.synapsesubnet.platform;

import org.jspecify.annotations.NullMarked;
