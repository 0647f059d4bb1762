#!/usr/bin/env bash
# Makes the axon's image from nothing: a trimmed Java runtime, the C library that it needs, and the axon. Prints its id.
# Needs the axon's build (target/), a JDK 21 or newer with jlink, ldd of a Linux with glibc, and the docker client.
set -euo pipefail
cd "$(dirname "$0")"

say() { printf 'axon image: %s\n' "$*" >&2; }

jars=(target/axon-*.jar)
[[ -f ${jars[0]} && -d target/lib ]] || { say "build it first: ./mvnw -pl miner/axon -am package -DskipTests"; exit 1; }
jlink=${JAVA_HOME:+$JAVA_HOME/bin/}jlink
command -v "$jlink" > /dev/null || { say "no jlink; set JAVA_HOME to a JDK"; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root/opt/axon"
"$jlink" --add-modules java.base,java.logging,java.management,java.naming,java.net.http,jdk.unsupported \
    --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$root/opt/java"
cp "${jars[0]}" "$root/opt/axon/axon.jar"
cp -r target/lib "$root/opt/axon/lib"
# The loader and the C library, by the paths under which ldd finds them.
find "$root/opt/java" \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + \
    | grep -oE '(^\s*|=> )/\S+' | grep -oE '/\S+' | grep -v "^$work" | grep -v ':$' | sort -u \
    | xargs -I{} cp -L --parents {} "$root"
cat > "$work/Dockerfile" <<'END'
FROM scratch
COPY root/ /
ENTRYPOINT ["/opt/java/bin/java", "-Xmx48m", "-Xmn8m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dsun.net.inetaddr.ttl=1", "-Dsun.net.inetaddr.negative.ttl=1", "-jar", "/opt/axon/axon.jar"]
CMD ["--help"]
END
tar -C "$work" -c Dockerfile root | "${CONTAINER_CLIENT:-docker}" build -q -
