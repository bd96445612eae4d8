#!/bin/sh
# 安装核对 Hedui: puts this release beside those before it and switches over, without npm and without a network. It can go back.
#   sh install.sh [--to /opt/hedui] [--home /var/lib/hedui] [--service [--user hedui] [--night 01:30]]
#   sh install.sh --back [--to /opt/hedui]
set -eu

say() { printf '%s\n%s\n' "$1" "$2"; }
fail() { printf '%s\n%s\n' "$1" "$2" >&2; exit 3; }

to=/opt/hedui home=/var/lib/hedui user=hedui night=01:30 units=/etc/systemd/system service='' back=''
while [ $# -gt 0 ]; do
  case $1 in
    --service) service=yes ;;
    --back) back=yes ;;
    --to | --home | --user | --night | --units)
      [ $# -ge 2 ] || fail "$1 后面要写值。" "$1 takes a value."
      case $1 in
        --to) to=$2 ;;
        --home) home=$2 ;;
        --user) user=$2 ;;
        --night) night=$2 ;;
        --units) units=$2 ;;
      esac
      shift
      ;;
    *) fail "不认识的参数：$1" "Unknown argument: $1" ;;
  esac
  shift
done
case $to in /*) ;; *) to=$(pwd)/$to ;; esac
case $home in /*) ;; *) home=$(pwd)/$home ;; esac

# one rename: whoever starts the program meanwhile gets the old release or the new one
switch_to() {
  ln -s "releases/$1" "$to/current.new"
  mv -T "$to/current.new" "$to/current"
}
release_of() { basename "$(readlink "$1")"; }

if [ -n "$back" ]; then
  [ -L "$to/previous" ] || fail "没有上一个版本可退回：$to/previous" "There is no release to go back to: $to/previous"
  former=$(release_of "$to/previous") now=$(release_of "$to/current")
  ln -sfn "releases/$now" "$to/previous"
  switch_to "$former"
  say "已退回 ${former}（原为 ${now}）。台账若已由新版升级，旧版会拒绝打开（ledger-newer），请恢复升级前的备份，或再运行一次 --back。" \
    "Went back to $former (from $now). If the newer one has migrated the ledger, this one refuses it (ledger-newer): restore the backup from before, or run --back once more."
  exit 0
fi

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
name=$(cat "$here/RELEASE")
case $(uname -m) in
  x86_64) machine=linux-x64 ;;
  aarch64 | arm64) machine=linux-arm64 ;;
  *)
    fail "本机处理器（$(uname -m)）不能安装核对：请装在 x86_64 或 aarch64 的服务器上；龙芯（loong64）等办公电脑只用浏览器打开工作台。" \
      "Hedui cannot be installed on this processor ($(uname -m)): install it on an x86_64 or aarch64 server; desks of loong64 and others use the browser only."
    ;;
esac
case $name in
  *-"$machine") ;;
  *) fail "这个安装包不是给本机的：$name，本机需要 $machine。" "This archive is not for this machine: $name; it takes $machine." ;;
esac
libc=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/^glibc 2\.//')
case $libc in
  '' | *[!0-9]*) ;;
  *) [ "$libc" -ge 28 ] || fail "系统的 glibc 是 2.$libc，需要 2.28 或更新（银河麒麟 V10、统信 UOS 20 均可）。" \
    "This system's glibc is 2.$libc; 2.28 or later is needed (Kylin V10 and UOS 20 have it)." ;;
esac
(cd "$here" && sha256sum --quiet -c SHA256SUMS) ||
  fail "安装包不完整或被改动（见上），没有安装。请重新拷贝。" "The archive is not whole or was changed (see above); nothing was installed. Copy it again."

mkdir -p "$to/releases"
if [ ! -d "$to/releases/$name" ]; then
  rm -rf "$to/releases/$name.draft"
  cp -R "$here" "$to/releases/$name.draft"
  mv "$to/releases/$name.draft" "$to/releases/$name"
fi
HEDUI_HOME=$home "$to/releases/$name/hedui" rules >/dev/null ||
  fail "新版在这台机器上运行不了，没有切换，仍用原来的版本。" "The new release does not run on this machine; nothing was switched."

mkdir -p "$home/inbox"
chmod 700 "$home"
if [ -L "$to/current" ] && [ "$(release_of "$to/current")" != "$name" ]; then
  ln -sfn "releases/$(release_of "$to/current")" "$to/previous"
fi
switch_to "$name"
cat >"$to/hedui.new" <<END
#!/bin/sh
# 核对 Hedui: the release in use, on this office's folder
HEDUI_HOME=\${HEDUI_HOME:-$home}
HEDUI_COMMAND=$to/hedui
export HEDUI_HOME HEDUI_COMMAND
exec "$to/current/hedui" "\$@"
END
chmod 755 "$to/hedui.new"
mv "$to/hedui.new" "$to/hedui"

if [ -n "$service" ]; then
  command -v systemctl >/dev/null 2>&1 || [ "$units" != /etc/systemd/system ] ||
    fail "已安装，但这台机器没有 systemd，服务没有建立。请用其他办法开机启动 $to/hedui serve、每晚运行 $to/hedui nightly。" \
      "Installed, but this machine has no systemd and no service was made. Start $to/hedui serve at boot and $to/hedui nightly every night by other means."
  if [ "$units" = /etc/systemd/system ]; then
    id "$user" >/dev/null 2>&1 || useradd --system --home-dir "$home" --shell /usr/sbin/nologin "$user"
    chown -R "$user": "$home"
  fi
  for unit in hedui.service hedui-night.service hedui-night.timer; do
    sed -e "s|@TO@|$to|g" -e "s|@HOME@|$home|g" -e "s|@USER@|$user|g" -e "s|@NIGHT@|$night|g" "$here/$unit" >"$units/$unit"
  done
  if [ "$units" = /etc/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable hedui.service hedui-night.timer
    # the workbench goes over to the new release
    systemctl restart hedui.service hedui-night.timer
  fi
fi
say "已安装 ${name}。程序：$to/hedui；数据：$home。先看演示：$to/hedui --home /tmp/hedui-demo demo" \
  "Installed $name. The program: $to/hedui; the data: $home. To see the demonstration: $to/hedui --home /tmp/hedui-demo demo"
