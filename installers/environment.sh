# Sourced by workbench, verify, .ci/run and installers/build: finds a JDK and the system libraries, and on Debian or
# Ubuntu as root installs what is missing. Says things on stderr only.

lw_java_version=25

lw_say() { printf '%s\n' "$*" >&2; }

# The feature release of the JDK in folder $1, from its release file: no JVM is started for it.
lw_java_release() {
  local line
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  line=$(grep -m1 '^JAVA_VERSION=' "$1/release") || return 1
  line=${line#*\"}
  printf '%s' "${line%%[.\"]*}" | tr -cd '0-9'
}

lw_java_candidates() {
  printf '%s\n' "${LATENT_WORKBENCH_JAVA_HOME:-}" "${JAVA_HOME:-}"
  ls -d /usr/lib/jvm/*25* /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/java/* /opt/jdk* 2>/dev/null
  if [ -x /usr/libexec/java_home ]; then /usr/libexec/java_home -v "$lw_java_version+" 2>/dev/null; fi
  local java
  java=$(command -v java) && java=$(readlink -f "$java" 2>/dev/null) && dirname "$(dirname "$java")"
}

# Sets lw_java to the home of a JDK (with a compiler if $1 is "jdk"), or returns 1.
lw_find_java() {
  local home release
  while IFS= read -r home; do
    [ -n "$home" ] || continue
    if [ "${1:-}" = jdk ] && [ ! -x "$home/bin/javac" ]; then continue; fi
    release=$(lw_java_release "$home") || continue
    if [ -n "$release" ] && [ "$release" -ge "$lw_java_version" ]; then
      lw_java=$home
      return 0
    fi
  done < <(lw_java_candidates)
  return 1
}

lw_can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

lw_install() {
  lw_say "Installing $*"
  {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"
  } >&2
}

# Sets lw_java or ends with one line that says what to install.
lw_require_java() {
  lw_find_java "$@" && return 0
  if lw_can_install && apt-get update -qq >&2 && [ -n "$(apt-cache search --names-only '^openjdk-25-jdk-headless$')" ]; then
    lw_install openjdk-25-jdk-headless && lw_find_java "$@" && return 0
  fi
  lw_say "Latent Workbench needs a JDK $lw_java_version: install one (for example Temurin $lw_java_version from https://adoptium.net) and set JAVA_HOME to it."
  exit 1
}

# The Debian packages whose libraries are missing on this Linux, one a line: what JavaFX opens a window and draws text with.
lw_missing_packages() {
  [ "$(uname -s)" = Linux ] || return 0
  local known library package
  known=$( { PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || ls /lib /usr/lib /usr/lib64 /usr/lib/*-linux-gnu; } 2>/dev/null)
  while read -r library package; do
    case "$known" in *"$library"*) ;; *) printf '%s\n' "$package" ;; esac
  done <<'LIBRARIES'
libgtk-3.so.0 libgtk-3-0
libGL.so.1 libgl1
libX11.so.6 libx11-6
libXtst.so.6 libxtst6
libXxf86vm.so.1 libxxf86vm1
libpangoft2-1.0.so.0 libpangoft2-1.0-0
libfreetype.so.6 libfreetype6
libstdc++.so.6 libstdc++6
libfontconfig.so.1 libfontconfig1
LIBRARIES
  if [ -z "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
    \( -name '*.ttf' -o -name '*.otf' -o -name '*.ttc' \) -print -quit 2>/dev/null)" ]; then
    printf '%s\n' fontconfig fonts-dejavu-core
  fi
}

# Installs missing system libraries, or names them and goes on: the command line works without most of them.
lw_require_libraries() {
  local missing
  missing=$(lw_missing_packages | sort -u | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086
  if lw_can_install; then
    lw_install $missing || lw_say "Could not install: $missing"
  else
    lw_say "Missing system libraries; on Debian or Ubuntu: sudo apt-get install $missing"
  fi
}

lw_require_maven() {
  command -v mvn >/dev/null && return 0
  if lw_can_install && lw_install maven && command -v mvn >/dev/null; then return 0; fi
  lw_say "Building Latent Workbench needs Apache Maven 3.8 or newer: install the package \"maven\"."
  exit 1
}

# Maven on the JDK that was found, without the warning of its own libraries and without the colour codes that it writes even
# where there is no colour.
lw_mvn() {
  JAVA_HOME=$lw_java MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" \
    mvn -B -Dstyle.color=never "$@" 2>&1 | sed -u $'s/\033\\[[0-9;]*m//g'
}

# Reads installers/java.options into the array lw_options.
lw_read_options() {
  lw_options=()
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    case "$line" in '' | '#'*) ;; *) lw_options+=("$line") ;; esac
  done <"$1/installers/java.options"
}
