#!/bin/sh
# Lays out a folder that builds to an image of the reference engine with its tiny model, from nothing: a trimmed Java
# runtime, the C library that it needs, the program. Needs target/engine.jar, a JDK 21 or newer (JAVA_HOME, or java on the
# path) and binutils.
#   miner/reference-engine/folder.sh FOLDER
set -eu

here=$(cd "$(dirname "$0")" && pwd)
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
folder=${1:?usage: folder.sh FOLDER}
[ -f "$here/target/engine.jar" ] \
    || { echo "target/engine.jar is missing: ./mvnw -pl miner/reference-engine -am package -DskipTests" >&2; exit 1; }
[ "$("$jdk/bin/jlink" --version | cut -d. -f1)" -ge 21 ] || { echo "JAVA_HOME: $jdk is no JDK 21 or newer" >&2; exit 1; }
[ ! -e "$folder" ] || { echo "$folder is there already" >&2; exit 1; }

mkdir -p "$folder/opt/models" "$folder/libraries" "$folder/models"
"$jdk/bin/jlink" --add-modules java.base,java.logging,java.net.http,jdk.httpserver \
    --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$folder/opt/java"
strip --strip-unneeded "$folder/opt/java/lib/server/libjvm.so"
cp -p "$here/target/engine.jar" "$folder/opt"
cp -p "$here/target/models/tiny-f16.gguf" "$folder/opt/models"

# The system's files that the runtime is linked to, at the same places.
inside=$(cd "$folder" && pwd)
find "$inside/opt/java" -type f \( -name java -o -name '*.so' \) | xargs ldd \
    | sed -n 's/.*[[:space:]]\(\/[^ ]*\) (0x.*/\1/p' | grep -v "^$inside" | sort -u \
    | while read -r library; do
        mkdir -p "$folder/libraries$(dirname "$library")" && cp -L "$library" "$folder/libraries$library"
    done

# The fleet mounts a volume at /models, which gets the owner that the folder has in the image.
cat > "$folder/Dockerfile" <<'DOCKERFILE'
FROM scratch
COPY libraries /
COPY opt /opt
COPY --chown=65532:65532 models /models
USER 65532:65532
EXPOSE 11434
HEALTHCHECK CMD ["/opt/java/bin/java", "-cp", "/opt/engine.jar", "org.synapsesubnet.engine.EngineCheck"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m", "-jar", "/opt/engine.jar"]
CMD ["--host", "0.0.0.0", "--model", "tiny=/opt/models/tiny-f16.gguf"]
DOCKERFILE
