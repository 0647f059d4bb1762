/** What requests used, in tokens: reserved before, settled after, durable before the last byte leaves. */
@NullMarked
package org.synapsesubnet.validator.gateway.ledger;

import org.jspecify.annotations.NullMarked;
