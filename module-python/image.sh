#!/bin/sh
# Makes the base image of modules in Python from nothing: this machine's Python with its standard library, the C
# libraries that it needs, and the package. Needs Python 3.11 or newer (PYTHON, or python3 on the path), ldd and Docker;
# the engine's processor has to be of this machine's kind.
#   module-python/image.sh [NAME]        NAME is synapse-module-python unless given
set -eu

here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
name=${1:-synapse-module-python}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$python is older than Python 3.11" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$root/opt/module" "$root/tmp" "$root/models"
cp -R "$here/synapse_module" "$root/opt/module"

# The interpreter and its library, at the same places. What a server never needs stays behind.
interpreter=$("$python" -c 'import os, sys; print(os.path.realpath(sys._base_executable))')
mkdir -p "$root$(dirname "$interpreter")"
cp "$interpreter" "$root$interpreter"
"$python" -c 'import os, sysconfig; print(*{os.path.realpath(sysconfig.get_path(p)) for p in ("stdlib", "platstdlib")}, sep="\n")' \
    | while read -r library; do
        tar -C / -cf - --exclude=__pycache__ --exclude=test --exclude=tests --exclude='config-3*' --exclude='*.a' \
            --exclude=site-packages --exclude=dist-packages --exclude=ensurepip --exclude=idlelib --exclude=lib2to3 \
            --exclude=pydoc_data --exclude=tkinter --exclude='_tkinter*' --exclude=turtledemo "${library#/}" \
            | tar -C "$root" -xf -
    done

# The system's files that they are linked to, at the same places.
find "$root" \( -path "$root$interpreter" -o -name '*.so' \) -type f | xargs ldd \
    | sed -n 's/.*[[:space:]]\(\/[^ ]*\) (0x.*/\1/p' | grep -v "^$work" | sort -u \
    | while read -r library; do mkdir -p "$root$(dirname "$library")" && cp -L "$library" "$root$library"; done

# A module's root can't be written to but for /tmp and the volume at /models, so everything is compiled here.
"$python" -m compileall -q --invalidation-mode unchecked-hash -s "$root" -p / "$root"

{
    printf 'FROM scratch\n'
    printf 'COPY --chown=65532:65532 root/%s /%s\n' tmp tmp models models
    for folder in "$root"/*; do
        case $folder in "$root/tmp" | "$root/models") continue ;; esac
        echo "COPY root/$(basename "$folder") /$(basename "$folder")"
    done
    cat <<DOCKERFILE
ENV PYTHONPATH=/opt/module PYTHONUTF8=1 PYTHONUNBUFFERED=1
WORKDIR /opt/module
EXPOSE 8090
USER 65532:65532
HEALTHCHECK CMD ["$interpreter", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8090/module/v1/health')"]
ENTRYPOINT ["$interpreter"]
DOCKERFILE
} > "$work/Dockerfile"
docker build -q -t "$name" "$work"
docker image inspect --format "$name: {{.Size}} bytes" "$name"
