/** Accounts, roles and API keys: who may do what. */
@NullMarked
package org.synapsesubnet.access;

import org.jspecify.annotations.NullMarked;
