#!/usr/bin/env bash
# Tests test_integration.sh against fake services on free loopback ports. Needs a JDK and curl; leaves nothing behind.
set -euo pipefail

top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
services=

clean_up() {
    [ -z "$services" ] || kill "$services" 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
    printf 'FAIL  %s\n' "$1" >&2
    [ ! -s "$work/out" ] || sed 's/^/      | /' "$work/out" >&2
    exit 1
}

passed=0
ok() {
    printf 'ok    %s\n' "$1"
    passed=$((passed + 1))
}

# value KEY: what the fake services say about themselves.
value() {
    sed -n "s/^$1=//p" "$work/services"
}

# run STATUS [VARIABLE=VALUE]... [ARGUMENT]...: the script ends with the status; what it said is in $work/out.
run() {
    local expected=$1 actual=0 settings=()
    shift
    while [[ ${1:-} == *=* ]]; do
        settings+=("$1")
        shift
    done
    env "${environment[@]}" "${settings[@]+"${settings[@]}"}" "$script" "$@" >"$work/out" 2>&1 || actual=$?
    [ "$actual" -eq "$expected" ] || fail "exit status $expected (it is $actual) of: ${settings[*]-} $*"
}

says() {
    grep -qE -- "$1" "$work/out" || fail "it says: $1"
}

# await FILE: until it has something in it.
await() {
    for _ in $(seq 300); do
        [ ! -s "$1" ] || return 0
        sleep 0.1
    done
    fail "$1 is written"
}

# alive PID: a process that has ended and that nobody has asked about yet does not count.
alive() {
    kill -0 "$1" 2>/dev/null && [[ "$(cat "/proc/$1/stat" 2>/dev/null)" != *") Z "* ]]
}

gone() {
    local pid
    for pid in "$@"; do
        ! alive "$pid" || fail "process $pid of the demo is stopped"
    done
}

script=$top/test_integration.sh
labels=("Lab Monitoring" "Performance" "Resource Allocation" "User Progress" "Performance Reporting" "Usage Analytics"
    "Integration Service" "Lab utilization" "Server allocation" "Lab utilization, one type"
    "Server allocation, one type")
# shellcheck disable=SC1003,SC2016  # names are free text: nothing in them is to be expanded
types=('linux-basics' ' two  spaces ' 'quote"quote' 'back\slash\' '\"' 'a/b' 'a?b#c%25&d=e;f:g@h' '..' '.'
    'Über-Straße' '网络' 'emoji 🚀' $'tab\there' $'\001\177' '$(echo x) `y` *' "it's" '[0-9]{1,2}' '~under_score.v1.2-x' '-n' '\u0041' '+')
printf '%s\n' "${types[@]}" >"$work/types"

"$java" "$top/.ci/FakeServices.java" "$work/services" "$work/types" >"$work/services.log" 2>&1 &
services=$!
await "$work/services"

environment=(NO_COLOR=1)
while IFS= read -r line; do
    case $line in *_URL=*) environment+=("$line") ;; esac
done <"$work/services"
healthy=INTEGRATION_API_PORT=$(value INTEGRATION_API_PORT)

run 0 "$healthy"
actual=$(sed -n 's/^ok    \(.*[^ ]\)  *[0-9.]* s  http:.*/\1/p' "$work/out")
[ "$actual" = "$(printf '%s\n' "${labels[@]}")" ] || fail "one line a check, in order, with time and URL"
says 'All 11 checks passed'
says '/performance/servers/0/peaks$'
says '/integration/server-allocation/docker$'
ok "with everything healthy it passes, one line a check"

says '^Lab types in use +2$'
says '^Popular labs +3$'
says '^Lab types rated +1 '
says '^Lab types +1 '
says '^Servers +2$'
says '^Allocations +3 '
says '^Lab utilization +success$'
says '^Sources +live 2, cached 2, stale 0, failed 0, skipped 0$'
ok "the summary counts what the answers hold"

closed=http://127.0.0.1:$(value CLOSED_PORT)
names=("Lab Monitoring" Performance "Resource Allocation" "User Progress" "Performance Reporting" "Usage Analytics")
variables=(LAB_MONITORING_URL PERFORMANCE_SERVICE_URL RESOURCE_ALLOCATION_URL USER_PROGRESS_URL
    PERFORMANCE_REPORTING_URL USAGE_ANALYTICS_URL)
for i in "${!names[@]}"; do
    run 1 "$healthy" "${variables[i]}=$closed/"
    says "^FAIL  ${names[i]} "
    says "${names[i]} does not answer at $closed/[^ ]* \(connection refused\): start it, or set ${variables[i]}\.$"
    says '1 of 11 checks did not pass'
done
ok "a service that is down is named, with what to set"

run 1 "$healthy" "LAB_MONITORING_URL=$(value USER_PROGRESS_URL)"
says 'Lab Monitoring answers 404 at'
run 1 "$healthy" "USER_PROGRESS_URL=http://127.0.0.1:$(value INTEGRATION_API_PORT)/integration/nothing/at/all"
says 'User Progress answers 404 at'
ok "a wrong service is told"

run 1 "INTEGRATION_API_PORT=$(value CLOSED_PORT)"
says 'Integration Service does not answer at .* set INTEGRATION_API_HOST and INTEGRATION_API_PORT'
says '^skip  Lab utilization '
says '5 of 11 checks did not pass'
ok "without the Integration Service the integrations are not asked"

run 1 "INTEGRATION_API_PORT=$(value PARTIAL_PORT)"
says 'It answers 200, integration status "partial"'
says 'usage-analytics, trends: failed \(connect\)'
says '4 of 11 checks did not pass'
run 1 "INTEGRATION_API_PORT=$(value FAILED_PORT)"
says 'It answers 503, integration status "failed"'
says 'usage-analytics, usage/lab: failed \(connect\)'
says '^Sources +live 2, cached 0, stale 0, failed 2, skipped 0$'
run 1 "INTEGRATION_API_PORT=$(value PROBLEM_PORT)"
says 'It answers 503: Cannot be told'
ok "a partial, failed or missing report does not pass, and the sources are named"

run 1 "INTEGRATION_API_PORT=$(value TOKEN_PORT)"
says 'It answers 401: Unauthorized'
run 0 "INTEGRATION_API_PORT=$(value TOKEN_PORT)" INTEGRATION_API_TOKEN=let-me-in
ok "a token goes to the Integration Service, and to no other"

run 1 "INTEGRATION_API_PORT=$(value BROKEN_PORT)"
says 'It answers 200, and what it answers is not JSON'
run 1 "INTEGRATION_API_PORT=$(value EMPTY_PORT)"
says 'No lab type to ask for'
says '2 of 11 checks did not pass'
ok "a broken report and one without lab types do not pass"

for i in "${!types[@]}"; do
    for kind in TYPE ASCII; do
        run 0 "INTEGRATION_API_PORT=$(value "${kind}_PORT_$i")"
    done
done
run 0 "INTEGRATION_API_PORT=$(value TYPE_PORT_5)"
says '/integration/lab-utilization/a%2Fb$'
run 0 "INTEGRATION_API_PORT=$(value ASCII_PORT_11)"
says '/integration/server-allocation/emoji%20%F0%9F%9A%80$'
ok "${#types[@]} awkward lab types arrive as they are, written as UTF-8 and as escapes"

run 0 --help
says '^Usage: '
run 2 --wrong
says 'Unknown argument: --wrong'
run 2 extra
ok "--help and wrong calls"

# The script beside a fake wrapper, which starts the fake services as a child of its own.
mkdir "$work/project"
cp "$script" "$work/project/"
script=$work/project/test_integration.sh
cat >"$work/project/mvnw" <<SCRIPT
#!/bin/sh
"$java" "$top/.ci/FakeServices.java" "\$DEMO_ENVIRONMENT_FILE" "$work/types" &
echo "\$\$ \$!" >"$work/processes"
echo "\$* \$INTEGRATION_API_PORT \${LAB_MONITORING_URL:-unset}" >"$work/call"
wait
SCRIPT
chmod +x "$work/project/mvnw"

run 0 LAB_MONITORING_URL="$closed" --start-demo
says 'The demo answers after'
says 'All 11 checks passed'
[ "$(cat "$work/call")" = "-q -Pdemo 0 unset" ] || fail "the demo is called for any free port, with services of its own"
read -r -a processes <"$work/processes"
gone "${processes[@]}"
ok "--start-demo starts the demo on a free port, checks it and stops all of it"

rm "$work/processes"
run 1 "$healthy" --start-demo
says "Something listens at http://127.0.0.1:$(value INTEGRATION_API_PORT) already"
[ ! -e "$work/processes" ] || fail "--start-demo does not start over a running service"
ok "--start-demo does not start over a running service"

printf '#!/bin/sh\necho "BUILD FAILURE"\nexit 3\n' >"$work/project/mvnw"
run 1 --start-demo
says 'The demo ended before it answered'
says 'BUILD FAILURE'
ok "a demo that ends is reported with what it wrote"

printf '#!/bin/sh\nsleep 600 &\necho "$$ $!" >"%s"\nwait\n' "$work/processes" >"$work/project/mvnw"
run 1 DEMO_START_SECONDS=1 --start-demo
says 'The demo does not answer after 1 s'
read -r -a processes <"$work/processes"
gone "${processes[@]}"
ok "a demo that does not answer in time is stopped"

signals=(TERM)
if { sh -c 'kill -HUP $$'; } 2>/dev/null; then
    echo "note  HUP is ignored here, as by nohup, and not tried"
else
    signals+=(HUP)
fi
for signal in "${signals[@]}"; do
    rm "$work/processes"
    env "${environment[@]}" "$script" --start-demo >"$work/out" 2>&1 &
    run=$!
    await "$work/processes"
    kill "-$signal" "$run"
    wait "$run" && fail "$signal ends the script"
    read -r -a processes <"$work/processes"
    gone "${processes[@]}"
done
ok "a signal to the script stops the demo too"

printf '%s checks of test_integration.sh passed\n' "$passed"
