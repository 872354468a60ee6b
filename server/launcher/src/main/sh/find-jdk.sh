# shellcheck shell=bash
# Finds a JDK; sourced by run and check. Works with the bash 3.2 of macOS.

jdk_wanted=21

# The major version of the JDK in folder $1; nothing when it is none (a JRE has no javac).
jdk_version() {
    local home=$1 line text
    [ -x "$home/bin/java" ] && [ -x "$home/bin/javac" ] || return 0
    if [ -r "$home/release" ]; then
        while IFS= read -r line || [ -n "$line" ]; do
            case $line in
                JAVA_VERSION=*)
                    text=${line#JAVA_VERSION=}
                    text=${text//\"/}
                    text=${text%%[.+-]*}
                    break
                    ;;
            esac
        done <"$home/release"
    fi
    if [ -z "${text:-}" ]; then
        text=$("$home/bin/java" -version 2>&1 </dev/null | sed -n 's/.*version "\([0-9]*\).*/\1/p;q' || true)
    fi
    case $text in
        '' | *[!0-9]*) ;;
        *) printf '%s\n' "$text" ;;
    esac
}

# The JDK to which the command $1 belongs, links resolved.
jdk_of_command() {
    local path link
    path=$(command -v "$1" 2>/dev/null) || return 0
    case $path in /*) ;; *) return 0 ;; esac
    while [ -L "$path" ]; do
        link=$(readlink "$path")
        case $link in
            /*) path=$link ;;
            *) path=$(dirname "$path")/$link ;;
        esac
    done
    (cd "$(dirname "$path")/.." 2>/dev/null && pwd -P) || true
}

# Prints the home of a JDK of at least $jdk_wanted: JAVA_HOME, PATH, then the newest in the usual
# folders. JDK_ROOT stands before the system's folders, for tests.
find_jdk() {
    local root=${JDK_ROOT:-} home version best='' best_version=0 seen=''
    for home in "${JAVA_HOME:-}" "$(jdk_of_command javac)" "$(jdk_of_command java)"; do
        [ -n "$home" ] || continue
        version=$(jdk_version "$home")
        [ -n "$version" ] || continue
        if [ "$version" -ge "$jdk_wanted" ]; then
            printf '%s\n' "$home"
            return 0
        fi
        seen="$seen
  $version in $home"
    done
    for home in \
        "$root"/usr/lib/jvm/* "$root"/usr/lib64/jvm/* "$root"/usr/java/* "$root"/usr/local/java/* \
        "$root"/opt/java/* "$root"/opt/jdk* "$root"/opt/*jdk* \
        "$root"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$root"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "$root"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        "${HOME:-}"/.asdf/installs/java/* "${HOME:-}"/.local/share/mise/installs/java/*; do
        version=$(jdk_version "$home")
        [ -n "$version" ] || continue
        if [ "$version" -gt "$best_version" ]; then
            best=$home
            best_version=$version
        fi
        case $seen in
            *" in $home"*) ;;
            *) [ "$version" -ge "$jdk_wanted" ] || seen="$seen
  $version in $home" ;;
        esac
    done
    if [ "$best_version" -ge "$jdk_wanted" ]; then
        printf '%s\n' "$best"
        return 0
    fi
    if [ -n "$seen" ]; then
        printf 'Vouchsafe needs a JDK %s or newer; these are too old:%s\n' "$jdk_wanted" "$seen" >&2
    else
        printf 'Vouchsafe needs a JDK %s or newer and found none.\n' "$jdk_wanted" >&2
    fi
    printf 'Install one (https://adoptium.net, or your package manager), or point JAVA_HOME at it.\n' >&2
    return 1
}
