/** What the registrar trusts. */
@NullMarked
package org.synapsesubnet.web.registrar;

import org.jspecify.annotations.NullMarked;
