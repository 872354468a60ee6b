# shellcheck shell=bash
# Builds in stages, each skipped when neither its sources nor its result changed; sourced by run.

build_pid=''

# Ends the build with all its processes; a requested stop is no failure.
build_stopped() {
    trap '' INT TERM HUP PIPE # whoever listened may be gone
    if [ -n "$build_pid" ]; then
        kill -TERM -- "-$build_pid" 2>/dev/null || true
        wait "$build_pid" 2>/dev/null || true
        kill -KILL -- "-$build_pid" 2>/dev/null || true
    fi
    printf 'Stopped.\n' 2>/dev/null || true
    exit 0
}

# A number for the content of all source files of $2... below $1.
build_fingerprint() {
    local home=$1
    shift
    (
        cd "$home" || exit 1
        {
            printf '%s\0' pom.xml .mvn/jvm.config .mvn/wrapper/maven-wrapper.properties
            find "$@" \( -name target -o -name node_modules \) -prune -o -type f -print0 || true
        } | LC_ALL=C sort -z | xargs -0 cksum | cksum
    )
}

# build_stage HOME NAME RESULT MODULES SOURCE...: makes RESULT from the modules unless it is there
# and the sources are those of the last time.
build_stage() {
    local home=$1 name=$2 result=$3 modules=$4 stamp log before now status=0
    shift 4
    stamp=$home/target/run/$name.stamp
    log=$home/target/run/$name.log
    mkdir -p "$home/target/run"
    now=$(build_fingerprint "$home" "$@")
    before=$(cat "$stamp" 2>/dev/null || true)
    if [ -e "$home/$result" ] && [ "$now" = "$before" ]; then
        return 0
    fi
    printf 'Building %s ...\n' "$name"
    SECONDS=0
    set -m
    (cd "$home" && exec ./mvnw -q -DskipTests -Dquick -pl "$modules" -am package) \
        >"$log" 2>&1 </dev/null &
    build_pid=$!
    set +m
    wait "$build_pid" || status=$?
    build_pid=''
    if [ "$status" -ne 0 ] || [ ! -e "$home/$result" ]; then
        printf 'Building %s failed after %d s. The last lines of %s:\n' "$name" "$SECONDS" "$log" >&2
        tail -n 30 "$log" >&2
        exit 1
    fi
    printf '%s\n' "$now" >"$stamp"
    printf '%7d s  Built %s\n' "$SECONDS" "$name"
}

build_all() {
    local home=$1
    trap build_stopped INT TERM HUP
    build_stage "$home" keycloak server/keycloak/target/realm/vouchsafe-realm.json \
        server/keycloak server/pom.xml server/keycloak
    build_stage "$home" wildfly server/wildfly/target/wildfly/jboss-modules.jar \
        server/wildfly server/pom.xml server/wildfly
    build_stage "$home" launcher server/launcher/target/server-launcher.jar \
        server/launcher server/pom.xml server/launcher
    build_stage "$home" suite ear/target/vouchsafe.ear ear \
        platform audit-verifier audit privacy governance partners ejb-inference ejb-training \
        rest-api web-portal ear
    trap - INT TERM HUP
}
