/** What the REST applications share: JSON bodies, and problems as answers. */
@NullMarked
package org.synapsesubnet.web.problem;

import org.jspecify.annotations.NullMarked;
