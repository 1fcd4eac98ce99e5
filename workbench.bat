@echo off
rem Starts Latent Workbench: the window without arguments, else the command line. Builds first what is stale.
setlocal EnableExtensions EnableDelayedExpansion
set "root=%~dp0"
set "target=%root%app\target"
set "java_home="
for %%J in ("%LATENT_WORKBENCH_JAVA_HOME%" "%JAVA_HOME%") do if not defined java_home call :take "%%~J"
if not defined java_home for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\jdk-2*" "%ProgramFiles%\Java\jdk-2*" "%ProgramFiles%\Microsoft\jdk-2*") do if not defined java_home call :take "%%~J"
if not defined java_home (
  echo Latent Workbench needs a JDK 25: install one, for example Temurin 25 from https://adoptium.net, and set JAVA_HOME to it. 1>&2
  exit /b 1
)

set "stale="
powershell -NoProfile -Command "$s='%target%\workbench.stamp'; if (-not (Test-Path $s)) { exit 1 }; $t=(Get-Item $s).LastWriteTimeUtc; $n=Get-ChildItem -Recurse -File '%root%engine\src\main','%root%app\src\main','%root%assets','%root%pom.xml','%root%engine\pom.xml','%root%app\pom.xml','%root%installers\java.options' | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1; if ($n) { exit 1 } else { exit 0 }" || set "stale=1"
if defined stale (
  where mvn >nul 2>nul || (
    echo Building Latent Workbench needs Apache Maven 3.8 or newer. 1>&2
    exit /b 1
  )
  echo Building Latent Workbench ^(the first time takes a few minutes^) ... 1>&2
  if not exist "%target%" mkdir "%target%"
  pushd "%root%"
  set "JAVA_HOME=!java_home!"
  call mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package 1>&2
  if errorlevel 1 (
    popd
    echo The build failed; the lines above say why. 1>&2
    exit /b 1
  )
  popd
  type nul > "%target%\workbench.stamp"
)

set "options="
for /f "usebackq eol=# delims=" %%O in ("%root%installers\java.options") do set "options=!options! %%O"
rem The class path is longer than a command line may be; java reads it from an argument file.
powershell -NoProfile -Command "$c=('%target%\latent-workbench.jar;' + (Get-Content -Raw '%target%\dependencies.classpath').Trim()).Replace('\','\\'); [IO.File]::WriteAllText('%target%\workbench.args', '-cp \"' + $c + '\"')"
"%java_home%\bin\java.exe" %options% -Xlog:disable -Xlog:all=error,cds*=off,aot*=off:stderr "@%target%\workbench.args" org.latentworkbench.app.Main %*
exit /b %errorlevel%

:take
if "%~1"=="" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
  set "release=%%~V"
  set "release=!release:"=!"
  if !release! geq 25 set "java_home=%~1"
)
exit /b
