/** What the tests of whole servers share. */
@NullMarked
package org.synapsesubnet.tests.support;

import org.jspecify.annotations.NullMarked;
