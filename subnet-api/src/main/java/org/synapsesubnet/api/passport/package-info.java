/** What the verification of a release found: the records of its passport and of the way there. */
@NullMarked
package org.synapsesubnet.api.passport;

import org.jspecify.annotations.NullMarked;
