package org.synapsesubnet.registrar;

/** What needs a release. */
enum UsageKind {
    CHANNEL,
    DEPLOYMENT
}
