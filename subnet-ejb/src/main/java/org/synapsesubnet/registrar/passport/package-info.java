/** Passports of releases: their canonical form, their signature, and where they are kept. */
@NullMarked
package org.synapsesubnet.registrar.passport;

import org.jspecify.annotations.NullMarked;
