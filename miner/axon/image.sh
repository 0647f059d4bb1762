#!/bin/sh
# Makes the image of the axon from nothing: a trimmed Java runtime, the C library that it needs, the program and an
# archive of its classes. Needs target/axon.jar, a JDK 21 or newer (JAVA_HOME, or java on the path), binutils, curl and
# Docker.
#   miner/axon/image.sh [NAME]        NAME is synapse-axon unless given
set -eu

here=$(cd "$(dirname "$0")" && pwd)
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
name=${1:-synapse-axon}
[ -f "$here/target/axon.jar" ] || { echo "target/axon.jar is missing: ./mvnw -pl miner/axon -am package -DskipTests" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root/opt/axon" "$root/data" "$root/tmp"

"$jdk/bin/jlink" --add-modules java.base,java.logging,java.management,java.net.http,jdk.crypto.ec \
    --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$root/opt/java"
strip --strip-unneeded "$root/opt/java/lib/server/libjvm.so"
cp -p "$here/target/axon.jar" "$here/java.options" "$root/opt/axon"

# The system's files that the runtime is linked to, at the same places.
find "$root/opt/java" -name java -o -name '*.so' | xargs ldd \
    | sed -n 's/.*[[:space:]]\(\/[^ ]*\) (0x.*/\1/p' | grep -v "^$work" | sort -u \
    | while read -r library; do mkdir -p "$root$(dirname "$library")" && cp -L "$library" "$root$library"; done

# Classes that a start and a first request load go into an archive, ready to be mapped: the axon runs once for it.
cd "$work"
java() { "$root/opt/java/bin/java" "@$root/opt/axon/java.options" "$@"; }
mkfifo parent
java -Xshare:off "-XX:DumpLoadedClassList=$work/classes" -jar "$root/opt/axon/axon.jar" --exit-with-stdin \
    --upstream http://127.0.0.1:1 --hotkey-file training.key --listen 127.0.0.1:0 < parent > training.log 2>&1 &
exec 3> parent
tries=0
until port=$(sed -n 's/.* listens on .*:\([0-9]*\) before .*/\1/p' training.log) && [ -n "$port" ]; do
    tries=$((tries + 1))
    [ $tries -lt 600 ] || { cat training.log >&2; exit 1; }
    sleep 0.1
done
for request in axon/v1/status metrics 'api/generate -d {}' 'axon/v1/sessions -d {}'; do
    curl -sk https://127.0.0.1:$port/$request > answer
done
exec 3>&-
wait
# Without those classes of the runtime that are quick to load from where they are: a third of the archive's size.
sed -i '/^\(sun\|com\/sun\|java\/net\/http\|java\/lang\/invoke\|java\/lang\/classfile\|jdk\/internal\/net\|jdk\/internal\/classfile\)\//d' classes
java -Xshare:dump "-XX:SharedClassListFile=$work/classes" "-XX:SharedArchiveFile=$root/opt/axon/axon.jsa" \
    -cp "$root/opt/axon/axon.jar" > dump.log 2>&1 || { cat dump.log >&2; exit 1; }

{
    cat <<'DOCKERFILE'
FROM scratch
COPY --chown=65532:65532 root/data /data
COPY --chown=65532:65532 root/tmp /tmp
COPY root/opt /opt
DOCKERFILE
    for folder in "$root"/lib* "$root"/usr; do
        [ ! -d "$folder" ] || echo "COPY root/$(basename "$folder") /$(basename "$folder")"
    done
    cat <<'DOCKERFILE'
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV MALLOC_ARENA_MAX=1
EXPOSE 8091
ENTRYPOINT ["/opt/java/bin/java", "@/opt/axon/java.options", "-XX:SharedArchiveFile=/opt/axon/axon.jsa", "-jar", "/opt/axon/axon.jar"]
CMD ["--help"]
DOCKERFILE
} > "$work/Dockerfile"
docker build -q -t "$name" "$work"
docker image inspect --format "$name: {{.Size}} bytes" "$name"
