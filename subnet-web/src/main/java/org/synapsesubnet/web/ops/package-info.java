/** What operators' machines read: figures. */
@NullMarked
package org.synapsesubnet.web.ops;

import org.jspecify.annotations.NullMarked;
