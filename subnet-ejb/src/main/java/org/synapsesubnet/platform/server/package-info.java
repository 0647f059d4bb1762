/** What one server needs and another lacks; nothing outside this package knows which server it runs on. */
@NullMarked
package org.synapsesubnet.platform.server;

import org.jspecify.annotations.NullMarked;
