/** The application as a server runs it: what must hold on each of them, and what is particular to one. */
@NullMarked
package org.synapsesubnet.tests.servers;

import org.jspecify.annotations.NullMarked;
