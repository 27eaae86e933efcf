#!/usr/bin/env bash
# Tests mvnw against a small fake distribution served over loopback. Needs a JDK and curl; leaves nothing behind.
set -euo pipefail

top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
server=

clean_up() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
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

property() {
    awk -F= -v key="$1" '$1 == key { print $2 }' "$project/.mvn/distribution.properties"
}

# fake_maven FOLDER VERSION: a bin/mvn that tells its version, or its own path and its arguments one a line.
fake_maven() {
    mkdir -p "$1/bin"
    cat >"$1/bin/mvn" <<SCRIPT
#!/bin/sh
if [ "\$1" = --version ]; then
    printf '\033[1mApache Maven %s (fake)\033[m\n' "$2"
else
    printf 'ran %s\n' "\$0"
    printf '<%s>\n' "\$@"
fi
SCRIPT
    chmod +x "$1/bin/mvn"
}

# tools_without NAME...: a folder to use as the whole PATH, with what mvnw needs but for the names given.
tools_without() {
    local folder tool
    folder=$(mktemp -d "$work/tools.XXXXXX")
    for tool in awk curl dirname gzip head mkdir mktemp mv readlink rm sed sh sha512sum shasum openssl tar tr wget; do
        case " $* " in *" $tool "*) continue ;; esac
        ! command -v "$tool" >/dev/null || ln -s "$(command -v "$tool")" "$folder/$tool"
    done
    printf '%s\n' "$folder"
}

# run PATH ARGUMENT...: mvnw of the project under test, with a clean environment; what it said is in $work/out.
run() {
    local path=$1
    shift
    env -i HOME="$work/home" PATH="$path" MAVEN_USER_HOME="$work/maven home" \
        MAVEN_DOWNLOAD_BASE="http://127.0.0.1:$port/maven-3/" ${maven_home:+"MAVEN_HOME=$maven_home"} \
        "$project/mvnw" "$@" >"$work/out" 2>&1
}

said() {
    grep -qF -- "$1" "$work/out"
}

downloads() {
    if [ -f "$work/requests" ]; then wc -l <"$work/requests"; else echo 0; fi
}

forget() {
    rm -rf "$work/maven home" "$work/requests"
}

kept() {
    find "$work/maven home" -type f 2>/dev/null | wc -l
}

# The project under test: the real script, its pinned sum changed to that of the fake.
project="$work/a project"
mkdir -p "$project/.mvn" "$work/home"
cp "$top/mvnw" "$project/"
cp "$top/.mvn/distribution.properties" "$project/.mvn/"
maven_home=
version=$(property version)

[ "$(property minimumVersion)" = "$(sed -n 's:.*<maven.version.minimum>\(.*\)</.*:\1:p' "$top/pom.xml")" ] \
    || fail "minimumVersion is maven.version.minimum of pom.xml"
ok "minimumVersion is maven.version.minimum of pom.xml"

served=$work/served/maven-3/$version/binaries
mkdir -p "$served" "$work/build"
fake_maven "$work/build/apache-maven-$version" "$version"
tar -czf "$served/apache-maven-$version-bin.tar.gz" -C "$work/build" "apache-maven-$version"
sum=$(sha512sum <"$served/apache-maven-$version-bin.tar.gz" | cut -d' ' -f1)
sed -i.bak "s/^sha512.tar.gz=.*/sha512.tar.gz=$sum/" "$project/.mvn/distribution.properties"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" "$top/.ci/FakeArchive.java" "$work/served" "$work/port" "$work/requests" >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 300); do
    [ -s "$work/port" ] && break
    kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; fail "the fake archive starts"; }
    sleep 0.1
done
[ -s "$work/port" ] || fail "the fake archive starts"
port=$(cat "$work/port")

bare=$(tools_without)
downloaded="$work/maven home/wrapper/dists/apache-maven-$version/${sum:0:16}/bin/mvn"

for new in 3.8.6 3.10.0 4.0.0-rc-3; do
    fake_maven "$work/installed-$new" "$new"
    run "$work/installed-$new/bin:$bare" verify || fail "Maven $new on the PATH is used"
    said "ran $work/installed-$new/bin/mvn" || fail "Maven $new on the PATH is used"
    [ "$(downloads)" -eq 0 ] || fail "Maven $new on the PATH is used without a download"
    ok "Maven $new on the PATH is used"
done

maven_home=$work/installed-3.10.0
run "$work/installed-3.8.6/bin:$bare" verify || fail "MAVEN_HOME goes before the PATH"
said "ran $work/installed-3.10.0/bin/mvn" || fail "MAVEN_HOME goes before the PATH"
ok "MAVEN_HOME goes before the PATH"
maven_home=

for old in 3.8.5 3.6.3 2.10.10; do
    forget
    fake_maven "$work/installed-$old" "$old"
    run "$work/installed-$old/bin:$bare" verify || fail "Maven $old is too old"
    said "ran $downloaded" || fail "Maven $old is too old"
    [ "$(downloads)" -eq 1 ] || fail "Maven $old is too old: one download"
    ok "Maven $old on the PATH is too old, the pinned release is downloaded from the base given"
done

run "$bare" verify || fail "a second run takes what is there"
said "ran $downloaded" || fail "a second run takes what is there"
[ "$(downloads)" -eq 1 ] || fail "a second run does not download again"
ok "a second run does not download again"

# shellcheck disable=SC2016  # the dollar sign is to arrive as it is
awkward=(-q '-Dname=two words' '' '$HOME' "it's" '"quoted"' 'back\slash' '*' '-Dü=ß')
run "$bare" "${awkward[@]}" || fail "arguments arrive as they were given"
[ "$(tail -n +2 "$work/out")" = "$(printf '<%s>\n' "${awkward[@]}")" ] || fail "arguments arrive as they were given"
ok "arguments arrive as they were given"

run "$bare" -q -Pdemo || fail "the demo is announced"
[ "$(head -n 1 "$work/out" | cut -c1-17)" = "Building the demo" ] || fail "the demo is announced in the first line"
[ "$(tail -n 2 "$work/out")" = "$(printf '<%s>\n' -q -Pdemo)" ] || fail "the demo's arguments arrive as they were given"
run "$bare" verify || fail "only the demo is announced"
! said "Building the demo" || fail "only the demo is announced"
ok "the demo is announced before Maven starts"

mkdir -p "$work/elsewhere"
ln -s "$project/mvnw" "$work/elsewhere/link"
(cd "$work/elsewhere" && env -i HOME="$work/home" PATH="$bare" MAVEN_USER_HOME="$work/maven home" ./link x) \
    >"$work/out" 2>&1 || fail "it works through a symbolic link and from another folder"
said "ran $downloaded" || fail "it works through a symbolic link and from another folder"
ok "it works through a symbolic link and from another folder"

if command -v wget >/dev/null; then
    forget
    run "$(tools_without curl)" verify || fail "wget serves where curl is missing"
    said "ran $downloaded" || fail "wget serves where curl is missing"
    ok "wget serves where curl is missing"
else
    printf 'skip  wget serves where curl is missing: no wget here\n'
fi

forget
! run "$(tools_without curl wget)" verify || fail "with neither curl nor wget it says so"
said "neither curl nor wget is installed" || fail "with neither curl nor wget it says so"
ok "with neither curl nor wget it says so"

forget
! run "$(tools_without sha512sum shasum openssl)" verify || fail "a download that cannot be checked is refused"
[ "$(kept)" -eq 0 ] || fail "a download that cannot be checked is not kept"
ok "a download that cannot be checked is refused"

forget
runs=()
for _ in {1..12}; do
    env -i HOME="$work/home" PATH="$bare" MAVEN_USER_HOME="$work/maven home" \
        MAVEN_DOWNLOAD_BASE="http://127.0.0.1:$port/maven-3" "$project/mvnw" -v >"$work/out.${#runs[@]}" 2>&1 &
    runs+=($!)
done
for run in "${!runs[@]}"; do
    wait "${runs[run]}" || true
    cp "$work/out.$run" "$work/out"
    said "ran $downloaded" || fail "first runs at the same time do not disturb each other"
done
[ "$(kept)" -eq 1 ] || fail "first runs at the same time leave one Maven and nothing else"
ok "first runs at the same time do not disturb each other"

forget
printf 'tampered' >>"$served/apache-maven-$version-bin.tar.gz"
! run "$bare" verify || fail "a wrong SHA-512 is refused"
actual=$(sha512sum <"$served/apache-maven-$version-bin.tar.gz" | cut -d' ' -f1)
said "expected $sum" || fail "a wrong SHA-512 is refused with the sum expected"
said "actual   $actual" || fail "a wrong SHA-512 is refused with the sum it has"
! said "ran " || fail "nothing of it is run"
[ "$(kept)" -eq 0 ] || fail "nothing of it is kept"
[ -z "$(find "$work/maven home" -name '*.partial.*')" ] || fail "nothing of it is kept"
ok "a wrong SHA-512 is refused with both sums, and nothing is kept"

forget
rm "$served/apache-maven-$version-bin.tar.gz"
! run "$bare" verify || fail "a missing download is an error"
said "could not download http://127.0.0.1:$port/maven-3/$version/binaries/" || fail "a missing download is an error"
[ "$(kept)" -eq 0 ] || fail "a missing download leaves nothing"
ok "a missing download is an error that names the address"

printf '%s checks of mvnw passed\n' "$passed"
