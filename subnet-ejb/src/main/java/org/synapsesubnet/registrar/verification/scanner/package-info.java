/** Scanners of others that an operator has installed beside the registrar. */
@NullMarked
package org.synapsesubnet.registrar.verification.scanner;

import org.jspecify.annotations.NullMarked;
