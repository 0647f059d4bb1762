/** Brings a database to the schema this release needs. */
@NullMarked
package org.synapsesubnet.migrations;

import org.jspecify.annotations.NullMarked;
