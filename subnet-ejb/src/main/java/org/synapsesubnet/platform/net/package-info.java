/** What addresses of the network mean. */
@NullMarked
package org.synapsesubnet.platform.net;

import org.jspecify.annotations.NullMarked;
