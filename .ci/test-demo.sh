#!/usr/bin/env bash
# Tests what the demo says when it cannot start: one line, below those of the build, and nothing of Maven's.
set -euo pipefail

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
holder=

clean_up() {
    [ -z "$holder" ] || kill "$holder" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
    printf 'FAIL  %s\n' "$1" >&2
    sed 's/^/      | /' "$work/out" >&2
    exit 1
}

# run STATUS [VARIABLE=VALUE]... [ARGUMENT]...: the demo ends with the status; what it said is in $work/out.
run() {
    local expected=$1 actual=0 settings=()
    shift
    while [[ ${1:-} == *=* && ${1:-} != -* ]]; do
        settings+=("$1")
        shift
    done
    env NO_COLOR=1 "${settings[@]+"${settings[@]}"}" ./mvnw -q -Pdemo "$@" >"$work/out" 2>&1 || actual=$?
    [ "$actual" -eq "$expected" ] || fail "exit status $expected (it is $actual)"
    [ "$(head -n 1 "$work/out" | cut -c1-17)" = "Building the demo" ] || fail "the first line says what happens"
    # Apart from the build's own lines, which Maven begins with a level in brackets.
    tail -n +2 "$work/out" | sed $'s/\e\\[[0-9;]*m//g' | grep -v '^\[\(INFO\|WARNING\)\]' | grep . >"$work/lines" || true
    [ "$(wc -l <"$work/lines")" -eq 1 ] || fail "one line says what is wrong"
}

says() {
    grep -qF -- "$1" "$work/lines" || fail "it says: $1"
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
cat >"$work/HeldPort.java" <<'JAVA'
class HeldPort {
    public static void main(String[] arguments) throws Exception {
        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            System.out.println(socket.getLocalPort());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
JAVA
"$java" "$work/HeldPort.java" >"$work/port" &
holder=$!
for _ in $(seq 300); do
    [ ! -s "$work/port" ] || break
    sleep 0.1
done
port=$(cat "$work/port")

run 69 "INTEGRATION_API_PORT=$port"
says "127.0.0.1:$port"
says "set INTEGRATION_API_PORT"
printf 'ok    a taken port ends the demo with a line that says what to set\n'

run 78 INTEGRATION_API_PORT=many
says 'INTEGRATION_API_PORT'
printf 'ok    a wrong setting ends the demo with a line that names it\n'

run 2 -Dexample=Nothing
says 'set -Dexample to one of AsynchronousReports, '
printf 'ok    an unknown example ends with a line that names all\n'

[ ! -e integration-service/target/demo ] || fail "the demo builds only what it needs"
printf 'ok    only what the demo needs is built\n'
