/** What a module's configuration may be, and how two of them differ: rules without a database. */
@NullMarked
package org.synapsesubnet.registrar.configuration;

import org.jspecify.annotations.NullMarked;
