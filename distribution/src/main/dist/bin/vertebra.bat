@echo off
rem Starts Vertebra. Reads JAVA_HOME (else java from the PATH) and VERTEBRA_OPTS (more JVM options).
setlocal
for %%i in ("%~dp0..") do set "HOME_DIR=%%~fi"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

set "VERSION="
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /i " version "') do if not defined VERSION set "VERSION=%%~v"
if not defined VERSION (
    echo vertebra: no java found. Install Java 17 or newer, or set JAVA_HOME. 1>&2
    exit /b 3
)
for /f "delims=.-+ tokens=1" %%m in ("%VERSION%") do set "FEATURE=%%m"
if %FEATURE% LSS 17 (
    echo vertebra: %JAVA% is Java %VERSION%. Vertebra needs Java 17 or newer; set JAVA_HOME. 1>&2
    exit /b 3
)

if not defined PYTORCH_LIBRARY_PATH if exist "%HOME_DIR%\natives\pytorch" (
    set "PYTORCH_LIBRARY_PATH=%HOME_DIR%\natives\pytorch"
    if not defined PYTORCH_VERSION set "PYTORCH_VERSION=@pytorch.version@"
    if not defined PYTORCH_FLAVOR set "PYTORCH_FLAVOR=cpu"
)
if not defined OPT_OUT_TRACKING set "OPT_OUT_TRACKING=true"

rem These verbs are over before the second compiler pays for itself; without it they take half the time.
set "COMPILER=-XX:+TieredCompilation"
for %%v in (models plugins recipe help -h --help -V --version) do if "%~1"=="%%v" set "COMPILER=-XX:TieredStopAtLevel=1"

"%JAVA%" -Xshare:auto -XX:-UsePerfData %COMPILER% -Dfile.encoding=UTF-8 -Djava.awt.headless=true -Dai.djl.offline=true "-Djna.boot.library.path=%HOME_DIR%\natives\jna" "-Djna.tmpdir=%TEMP%" "-Dvertebra.home=%HOME_DIR%" %VERTEBRA_OPTS% -cp "%HOME_DIR%\lib\*" io.vertebra.cli.Main %*
exit /b %ERRORLEVEL%
