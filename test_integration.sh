#!/usr/bin/env bash
# Checks the six services, the Integration Service and both of its integrations. Needs bash, awk and curl.
set -euo pipefail
export LC_ALL=C # Texts are bytes here: percent-encoding needs it, and curl and awk write a dot into numbers.

usage() {
    cat <<'TEXT'
Usage: ./test_integration.sh [--start-demo]

Checks that the six services and the Integration Service answer, and that both integrations
work, over everything and for one lab type. Asks for nothing, changes nothing.

  --start-demo  start the demo for this run, check it and stop it: nothing else has to run.
                The *_URL variables are then the demo's own.
  -h, --help    show this

Where things are:
  LAB_MONITORING_URL         http://localhost:3003
  PERFORMANCE_SERVICE_URL    http://localhost:3004
  RESOURCE_ALLOCATION_URL    http://localhost:3005
  USER_PROGRESS_URL          http://localhost:8004
  PERFORMANCE_REPORTING_URL  http://localhost:8005
  USAGE_ANALYTICS_URL        http://localhost:8006
  INTEGRATION_API_HOST       127.0.0.1
  INTEGRATION_API_PORT       8007 (with --start-demo: any free port)

  INTEGRATION_API_TOKEN      the token for the Integration Service, if it asks for one

  DEMO_START_SECONDS         how long the demo may take to start (300)
  NO_COLOR                   set: no colors

Exit status: 0 when every check passed, 1 when not, 2 for a wrong call.
TEXT
}

start_demo=no
for argument in "$@"; do
    case $argument in
        --start-demo) start_demo=yes ;;
        -h | --help) usage && exit 0 ;;
        *)
            printf 'Unknown argument: %s\n\n' "$argument" >&2
            usage >&2
            exit 2
            ;;
    esac
done

green='' red='' bold='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    green=$'\e[32m' red=$'\e[31m' bold=$'\e[1m' plain=$'\e[0m'
fi

die() {
    printf '%s%s%s\n' "$red" "$*" "$plain" >&2
    exit 1
}

for tool in awk curl; do
    command -v "$tool" >/dev/null || die "$tool is needed and is not installed."
done

here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
demo=

# Is any process of the demo's group alive?
demo_runs() {
    [ -n "$demo" ] && kill -0 -- "-$demo" 2>/dev/null
}

# Whatever way the script ends: first politely, then not.
clean_up() {
    trap '' HUP INT TERM
    if demo_runs; then
        kill -TERM -- "-$demo" 2>/dev/null || true
        for _ in {1..100}; do
            demo_runs || break
            sleep 0.1
        done
        kill -KILL -- "-$demo" 2>/dev/null || true
        wait "$demo" 2>/dev/null || true # quiet: the shell would announce its end
    fi
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# ---------------------------------------------------------------------------------------------------------------------
# Asking

# ask LIMIT URL: sets status (000 when there was no answer), seconds, curl_status and problem; the body is in
# $work/body.
# The token is for the Integration Service alone, and is in no command line that others can read.
ask() {
    local limit=$1 url=$2 headers='Accept: application/json' result
    if [ -n "${INTEGRATION_API_TOKEN:-}" ] && [[ $url == "${base:-}"/* ]]; then
        headers+=$'\n'"Authorization: Bearer $INTEGRATION_API_TOKEN"
    fi
    curl_status=0
    : >"$work/body"
    result=$(curl --silent --noproxy '*' --path-as-is --globoff --connect-timeout 5 --max-time "$limit" \
        --header @- --output "$work/body" --write-out '%{http_code} %{time_total}' \
        -- "$url" 2>/dev/null <<<"$headers") || curl_status=$?
    read -r status seconds <<<"${result:-000 0}"
    case $curl_status in
        0) problem= ;;
        3) problem="the address is not a URL" ;;
        6) problem="the host name is not known" ;;
        7) problem="connection refused" ;;
        28) problem="no answer within ${seconds%.*} s" ;;
        52 | 56) problem="the connection was closed without an answer" ;;
        *) problem="curl error $curl_status" ;;
    esac
    [ -z "$problem" ] || status=000
}

checks=0
failures=0

# line ok|FAIL|skip LABEL URL: one check, its URL and the time it took.
line() {
    local color=$green
    checks=$((checks + 1))
    if [ "$1" != ok ]; then
        color=$red
        failures=$((failures + 1))
    fi
    if [ "$1" = skip ]; then seconds=-; else printf -v seconds '%.3f s' "$seconds"; fi
    printf '%s%-4s%s  %-27s  %8s  %s\n' "$color" "$1" "$plain" "$2" "$seconds" "$3"
}

note() {
    printf '      %s\n' "$*"
}

# check_service NAME VARIABLE BASE PATH FIRST: it is up when it answers 200 with JSON that starts with FIRST.
check_service() {
    local name=$1 variable=$2 url=$3$4 first=
    ask 10 "$url"
    read -r -n 1 first <"$work/body" || true
    if [ "$status" = 200 ] && [ "$first" = "$5" ]; then
        line ok "$name" "$url"
        return
    fi
    line FAIL "$name" "$url"
    if [ "$status" = 000 ]; then
        note "$name does not answer at $url ($problem): start it, or set $variable."
    elif [ "$status" = 200 ]; then
        note "What answers at $url is not $name: set $variable."
    else
        note "$name answers $status at $url: see its log, its database may be down, or set $variable."
    fi
    return 1
}

# ---------------------------------------------------------------------------------------------------------------------
# Reading answers

# Reads the report, or the problem, just answered and writes lines "name<TAB>value". Strings stay as JSON has them,
# escapes included. Quotes separate the records: by turns what is outside of strings and what is inside of one, so the
# size of the document does not matter. Exits 1 when it is not one whole JSON document.
read_answer() {
    awk '
        BEGIN { RS = "\""; FS = "\n"; USED = "\001infrastructure_insights" }

        # Paths are keys joined by a character that no JSON string can hold as it is.
        function child() { return kind[depth] == "{" ? path[depth] "\001" key : path[depth] "\001[]" }

        function value(text,   parent, at) {
            parent = path[depth]; at = depth ? child() : ""
            if (!depth && text != "") bad = 1
            if (!depth) documents++
            count[parent]++
            if (parent == "\001lab_usage" || parent == "\001labs" || parent == USED "\001utilization_status")
                if (key != "" && !(parent in first)) first[parent] = key
            if (at == "\001integration_status") integration = text
            if (at == "\001title") title = text
            if (parent == "\001sources\001[]") source[key] = text
            if (parent == "\001sources\001[]\001error" && key == "code") source["error"] = text
            if (depth == 4 && path[3] == "\001infrastructure\001allocation_map") allocations++
            return at
        }

        function open(bracket,   at) {
            at = value("")
            if (at == "\001sources\001[]") split("", source)
            kind[++depth] = bracket; path[depth] = at; expect_key = bracket == "{"
        }

        function close_one(bracket) {
            if (!depth || kind[depth] != bracket) bad = 1
            if (path[depth] == "\001sources\001[]")
                sources = sources "source\t" source["service"] " " source["resource"] " " source["outcome"] \
                    " " (source["error"] == "" || source["error"] == "null" ? "-" : source["error"]) "\n"
            if (depth) depth--
            expect_key = 0
        }

        function string(text) {
            if (depth && kind[depth] == "{" && expect_key) { key = text; expect_key = 0 } else value(text)
        }

        function outside(text,   i, c, literal) {
            literal = ""
            for (i = 1; i <= length(text) + 1; i++) {
                c = substr(text, i, 1)
                if (c != "" && index("{}[],: \t\r\n", c) == 0) { literal = literal c; continue }
                if (literal != "") { value(literal); literal = "" }
                if (c == "{" || c == "[") open(c)
                else if (c == "}") close_one("{")
                else if (c == "]") close_one("[")
                else if (c == ",") expect_key = kind[depth] == "{"
            }
        }

        !inside { outside($0); inside = 1; text = ""; next }
        {
            text = text $0
            backslashes = 0
            size = length(text)
            while (backslashes < size && substr(text, size - backslashes, 1) == "\\") backslashes++
            if (backslashes % 2) text = text "\"" # this quote was escaped: the string goes on
            else { string(text); inside = 0 }
        }

        END {
            if (bad || depth || documents != 1) exit 1
            print "title\t" title
            if (integration == "") exit
            print "integration_status\t" integration
            type = first["\001lab_usage"]
            if (type == "") type = first["\001labs"]
            if (type == "") type = first[USED "\001utilization_status"]
            print "lab_type\t" type
            print "lab_usage\t" count["\001lab_usage"] + 0
            print "popular_labs\t" count[USED "\001popular_labs"] + 0
            print "utilization_status\t" count[USED "\001utilization_status"] + 0
            print "labs\t" count["\001labs"] + 0
            print "servers\t" count["\001infrastructure\001servers"] + 0
            print "allocations\t" allocations + 0
            printf "%s", sources
        }
    ' "$work/body"
}

# found REPORT NAME: a value that read_answer wrote, nothing if there is none.
found() {
    awk -F '\t' -v name="$2" '$1 == name { print $2; exit }' "$work/$1"
}

# The text of a JSON string, in UTF-8, percent-encoded as one segment of a path.
percent_encode() {
    local text=$1 encoded='' c code low
    while [ -n "$text" ]; do
        c=${text:0:1} text=${text:1}
        if [ "$c" = \\ ]; then
            c=${text:0:1} text=${text:1}
            case $c in
                b) code=8 ;; t) code=9 ;; n) code=10 ;; f) code=12 ;; r) code=13 ;;
                u)
                    code=$((16#${text:0:4})) text=${text:4}
                    if ((code >= 0xD800 && code < 0xDC00)) && [ "${text:0:2}" = \\u ]; then
                        low=$((16#${text:2:4})) text=${text:6}
                        code=$((0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)))
                    fi
                    ;;
                *) printf -v code %d "'$c" ;;
            esac
            if ((code < 0x80)); then
                printf -v c '%%%02X' "$code"
            elif ((code < 0x800)); then
                printf -v c '%%%02X' $((0xC0 | code >> 6)) $((0x80 | code & 63))
            elif ((code < 0x10000)); then
                printf -v c '%%%02X' $((0xE0 | code >> 12)) $((0x80 | code >> 6 & 63)) $((0x80 | code & 63))
            else
                printf -v c '%%%02X' $((0xF0 | code >> 18)) $((0x80 | code >> 12 & 63)) \
                    $((0x80 | code >> 6 & 63)) $((0x80 | code & 63))
            fi
            encoded+=$c
        else
            case $c in
                [a-zA-Z0-9._~-]) encoded+=$c ;;
                *)
                    printf -v code %d "'$c"
                    printf -v c '%%%02X' $((code & 255))
                    encoded+=$c
                    ;;
            esac
        fi
    done
    case $encoded in . | ..) encoded=${encoded//./%2E} ;; esac # else they would name a folder
    printf '%s\n' "$encoded"
}

# check_integration LABEL PATH REPORT: passes on 200 with integration_status "success"; what it read is in $work/REPORT.
check_integration() {
    local label=$1 url=$base$2 report=$3 state title name rest service resource outcome code
    : >"$work/$report"
    if [ "$integration_up" = no ]; then
        line skip "$label" "$url"
        return 1
    fi
    ask 60 "$url"
    if [ "$status" = 000 ]; then
        line FAIL "$label" "$url"
        note "The Integration Service does not answer at $url ($problem)."
        return 1
    fi
    if ! read_answer >"$work/$report"; then
        : >"$work/$report"
        line FAIL "$label" "$url"
        note "It answers $status, and what it answers is not JSON."
        return 1
    fi
    state=$(found "$report" integration_status)
    if [ "$status" = 200 ] && [ "$state" = success ]; then
        line ok "$label" "$url"
        return
    fi
    line FAIL "$label" "$url"
    title=$(found "$report" title)
    note "It answers $status${state:+, integration status \"$state\"}${title:+: $title}."
    while IFS=$'\t' read -r name rest; do
        [ "$name" = source ] || continue
        read -r service resource outcome code <<<"$rest"
        case $outcome in
            live | cached) ;;
            *)
                if [ "$code" = - ]; then code=; else code=" ($code)"; fi
                note "$service, $resource: $outcome$code"
                ;;
        esac
    done <"$work/$report"
    return 1
}

# ---------------------------------------------------------------------------------------------------------------------
# The demo

address_of() {
    case $1 in
        0.0.0.0) printf '127.0.0.1\n' ;;
        :: | '[::]') printf '[::1]\n' ;;
        *:*) printf '[%s]\n' "${1//[\[\]]/}" ;;
        *) printf '%s\n' "$1" ;;
    esac
}

set_base() {
    base=http://$(address_of "${INTEGRATION_API_HOST:-127.0.0.1}"):${INTEGRATION_API_PORT:-8007}
}

service_variables=(LAB_MONITORING_URL PERFORMANCE_SERVICE_URL RESOURCE_ALLOCATION_URL USER_PROGRESS_URL
    PERFORMANCE_REPORTING_URL USAGE_ANALYTICS_URL)

# Takes over what the demo says about itself, once it has said all of it. It is read, not run.
read_environment() {
    local name value seen=0
    [ -f "$1" ] || return 1
    while IFS='=' read -r name value; do # a last line without its end is not whole yet: read leaves it out
        case " ${service_variables[*]} INTEGRATION_API_PORT " in
            *" $name "*)
                [ -n "$value" ] || continue
                printf -v "$name" %s "$value"
                seen=$((seen + 1))
                ;;
        esac
    done <"$1"
    [ "$seen" -ge 7 ]
}

demo_failed() {
    printf '%sThe demo %s. The end of what it wrote:%s\n' "$red" "$1" "$plain" >&2
    tail -n 30 "$work/demo.log" | sed 's/^/  | /' >&2
    exit 1
}

start_demo() {
    local limit=${DEMO_START_SECONDS:-300} file=$work/demo.env
    case $limit in '' | *[!0-9]*) die "DEMO_START_SECONDS is to be a number of seconds, not \"$limit\"." ;; esac
    if [ "${INTEGRATION_API_PORT:-0}" != 0 ]; then
        set_base
        ask 3 "$base/"
        [ "$curl_status" -eq 7 ] \
            || die "Something listens at $base already: stop it, or set INTEGRATION_API_PORT to another port."
    fi
    printf 'Starting the demo (the first time it is built, which takes a while) ...\n'
    set -m # a process group of its own, so that all of it can be stopped by one id
    (
        cd -- "$here"
        unset "${service_variables[@]}"
        export DEMO_ENVIRONMENT_FILE="$file" INTEGRATION_API_PORT="${INTEGRATION_API_PORT:-0}"
        exec ./mvnw -q -Pdemo
    ) </dev/null >"$work/demo.log" 2>&1 &
    demo=$!
    set +m
    SECONDS=0
    until read_environment "$file" && set_base && ask 2 "$base/" && [ "$status" = 200 ]; do
        demo_runs || demo_failed "ended before it answered"
        [ "$SECONDS" -lt "$limit" ] || demo_failed "does not answer after $limit s"
        sleep 0.2
    done
    printf 'The demo answers after %s s.\n' "$SECONDS"
}

# ---------------------------------------------------------------------------------------------------------------------
# The checks

[ "$start_demo" = no ] || start_demo
set_base

printf '%sServices%s\n' "$bold" "$plain"
url=${LAB_MONITORING_URL:-http://localhost:3003}
check_service "Lab Monitoring" LAB_MONITORING_URL "${url%/}" /monitor/labs/popular '[' || true
url=${PERFORMANCE_SERVICE_URL:-http://localhost:3004}
check_service "Performance" PERFORMANCE_SERVICE_URL "${url%/}" /performance/servers/0/peaks '[' || true
url=${RESOURCE_ALLOCATION_URL:-http://localhost:3005}
check_service "Resource Allocation" RESOURCE_ALLOCATION_URL "${url%/}" /servers '[' || true
url=${USER_PROGRESS_URL:-http://localhost:8004}
check_service "User Progress" USER_PROGRESS_URL "${url%/}" / '{' || true
url=${PERFORMANCE_REPORTING_URL:-http://localhost:8005}
check_service "Performance Reporting" PERFORMANCE_REPORTING_URL "${url%/}" / '{' || true
url=${USAGE_ANALYTICS_URL:-http://localhost:8006}
check_service "Usage Analytics" USAGE_ANALYTICS_URL "${url%/}" / '{' || true
integration_up=yes
check_service "Integration Service" "INTEGRATION_API_HOST and INTEGRATION_API_PORT" "$base" / '{' || integration_up=no

printf '\n%sIntegrations%s\n' "$bold" "$plain"
check_integration "Lab utilization" /integration/lab-utilization lab-utilization || true
check_integration "Server allocation" /integration/server-allocation server-allocation || true

# check_one_type LABEL REPORT: the same for the first lab type of the answer over all types.
check_one_type() {
    local lab_type
    lab_type=$(percent_encode "$(found "$2" lab_type)")
    if [ -n "$lab_type" ]; then
        check_integration "$1" "/integration/$2/$lab_type" "$2-of-one-type"
    else
        line skip "$1" "$base/integration/$2/..."
        if [ -n "$(found "$2" integration_status)" ]; then
            note "No lab type to ask for: the answer over all types holds none."
        fi
        return 1
    fi
}
check_one_type "Lab utilization, one type" lab-utilization || true
check_one_type "Server allocation, one type" server-allocation || true

# ---------------------------------------------------------------------------------------------------------------------
# The summary

# total LABEL REPORT NAME [REMARK]
total() {
    local value
    value=$(found "$2" "$3")
    printf '%-18s  %s%s\n' "$1" "${value:--}" "${4:+ ($4)}"
}

# How many sources of both reports had the outcome.
outcomes() {
    awk -F '[\t ]' -v outcome="$1" '$1 == "source" && $4 == outcome { n++ } END { print n + 0 }' \
        "$work/lab-utilization" "$work/server-allocation"
}

printf '\n%sSummary%s\n' "$bold" "$plain"
total "Lab types in use" lab-utilization lab_usage
total "Popular labs" lab-utilization popular_labs
total "Lab types rated" lab-utilization utilization_status "over-utilized, under-utilized, normal or unknown"
total "Lab types" server-allocation labs "allocated or in the catalogue"
total "Servers" server-allocation servers
total "Allocations" server-allocation allocations "pairs of a lab type and a server"
total "Lab utilization" lab-utilization integration_status
total "Server allocation" server-allocation integration_status
printf '%-18s  live %s, cached %s, stale %s, failed %s, skipped %s\n' "Sources" "$(outcomes live)" \
    "$(outcomes cached)" "$(outcomes stale)" "$(outcomes failed)" "$(outcomes skipped)"

if [ "$failures" -gt 0 ]; then
    printf '\n%s%s of %s checks did not pass.%s\n' "$red" "$failures" "$checks" "$plain"
    exit 1
fi
printf '\n%sAll %s checks passed.%s\n' "$green" "$checks" "$plain"
