/** Starts everything on one machine: three miners and the application on stock Payara Micro. */
@NullMarked
package org.synapsesubnet.micro;

import org.jspecify.annotations.NullMarked;
