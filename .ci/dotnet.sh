# Sourced by ./run, ./test and .ci/run: the environment of the build, and the question whether the SDK is here.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

need_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1 && [ -x "${DOTNET_ROOT:-$HOME/.dotnet}/dotnet" ]; then
    PATH="${DOTNET_ROOT:-$HOME/.dotnet}:$PATH"
  fi
  if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    echo "The .NET 10 SDK is needed and was not found. Install it (Debian and Ubuntu: the package dotnet-sdk-10.0; elsewhere: https://dotnet.microsoft.com/download/dotnet/10.0) and start this command again." >&2
    exit 69
  fi
}

# build TARGET: Release, quiet unless it fails. No build server stays behind to hold this command's output open, and two
# commands started together do not build into one folder at the same time.
build() {
  local log
  mkdir -p artifacts
  if ! log=$(
    exec 9>artifacts/build.lock
    if command -v flock >/dev/null 2>&1; then flock 9; fi
    dotnet build "$1" -c Release -v q -nologo --disable-build-servers 2>&1
  ); then
    printf '%s\n' "$log" >&2
    echo "The build failed; what the compiler said stands above." >&2
    return 70
  fi
}
