/** What an axon signs about its answers: receipts, their hash chain and its signed head. */
@NullMarked
package org.synapsesubnet.api.receipt;

import org.jspecify.annotations.NullMarked;
