/** The database: chosen by configuration, migrated before its first use. */
@NullMarked
package org.synapsesubnet.platform.persistence;

import org.jspecify.annotations.NullMarked;
