/** What a handler knows about the connection that it serves: above all, whether somebody is still there. */
@NullMarked
package org.synapsesubnet.axon.connection;

import org.jspecify.annotations.NullMarked;
