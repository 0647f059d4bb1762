/** What both inference faces share: reading a request, running its exchange off the server's workers, streaming. */
@NullMarked
package org.synapsesubnet.web.inference;

import org.jspecify.annotations.NullMarked;
