/** The chain over REST, for miners and for anybody who wants to check what stands on it. */
@NullMarked
package org.synapsesubnet.web.chain;

import org.jspecify.annotations.NullMarked;
