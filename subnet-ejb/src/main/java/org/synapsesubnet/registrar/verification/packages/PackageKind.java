package org.synapsesubnet.registrar.verification.packages;

/** Who installed a package; the type of its package URL. */
public enum PackageKind {
    DEB("deb"),
    APK("apk"),
    PYTHON("pypi"),
    NODE("npm"),
    JAVA("maven");

    private final String type;

    PackageKind(String type) {
        this.type = type;
    }

    /** As package URLs write it. */
    public String type() {
        return type;
    }

    boolean isOfTheSystem() {
        return this == DEB || this == APK;
    }

    String ecosystem(Distribution distribution) {
        return switch (this) {
            case DEB, APK -> distribution.ecosystem();
            case PYTHON -> "PyPI";
            case NODE -> "npm";
            case JAVA -> "Maven";
        };
    }
}
