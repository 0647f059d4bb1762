/** The session between a validator and an axon: handshake, message authentication of each request, refusals. */
@NullMarked
package org.synapsesubnet.api.session;

import org.jspecify.annotations.NullMarked;
