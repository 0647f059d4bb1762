/**
 * Commands on their way to a chain: wanted in a transaction, signed with a nonce of their own, sent until it is known what
 * became of them, each exactly once.
 */
@NullMarked
package org.synapsesubnet.chain.outbox;

import org.jspecify.annotations.NullMarked;
