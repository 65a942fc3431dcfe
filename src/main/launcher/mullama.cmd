@echo off & rem @
rem (Maven takes what stands between two at-signs for a property, so they come in pairs.)
rem Starts mullama on Windows, as the script mullama beside it does elsewhere. Without blocks in parentheses, which a
rem folder such as "Program Files (x86)" would end.
setlocal DisableDelayedExpansion
for %%I in ("%~dp0..") do set "root=%%~fI"

rem The Java that came with mullama, else JAVA_HOME, else the one in PATH.
set "java="
set "jdk=%root%\runtime"
if exist "%jdk%\bin\java.exe" goto found
if not defined JAVA_HOME goto path
rem Some people's has quotation marks.
set "jdk=%JAVA_HOME:"=%"
if exist "%jdk%\bin\java.exe" goto found
set "problem=JAVA_HOME is %jdk%, where there is no bin\java.exe; point it to Java 17 or newer, or unset it"
goto fail
:path
for %%J in (java.exe) do set "java=%%~$PATH:J"
set "problem=there is no Java in PATH; install Java 17 or newer, or set JAVA_HOME"
if not defined java goto fail
for %%I in ("%java%\..\..") do set "jdk=%%~fI"
:found
if not defined java set "java=%jdk%\bin\java.exe"

rem What it says of itself: its number, and the build that its class-data archives are named for.
set "vendor="
set "runtime="
set "version="
set "feature="
set "build="
if not exist "%jdk%\release" goto known
for /f "usebackq tokens=1,* delims==" %%K in ("%jdk%\release") do if "%%K"=="IMPLEMENTOR" set "vendor=%%~L"
for /f "usebackq tokens=1,* delims==" %%K in ("%jdk%\release") do if "%%K"=="JAVA_RUNTIME_VERSION" set "runtime=%%~L"
for /f "usebackq tokens=1,* delims==" %%K in ("%jdk%\release") do if "%%K"=="JAVA_VERSION" set "version=%%~L"
if not defined version goto known
rem Before 9 it was 1.8.
for /f "delims=.+-_" %%V in ("%version%") do set "feature=%%V"
if "%feature%"=="1" for /f "tokens=2 delims=.+-_" %%V in ("%version%") do set "feature=%%V"
if not defined feature goto known
set "problem=%java% is Java %feature%; install Java 17 or newer, or set JAVA_HOME to it"
if %feature% lss 17 goto fail
if not defined runtime set "runtime=%version%"
set "build=%feature%-%vendor%-%runtime%"
set "build=%build: =%"
set "build=%build:/=%"
:known
if "%MULLAMA_ARCHIVE%"=="none" set "build="

rem The daemon and the commands have flags and a class-data archive each.
set "kind=client"
:word
set "word=%~1"
if not defined word goto kind
if "%word%"=="serve" set "kind=server"
if not "%word:~0,1%"=="-" goto kind
shift /1
goto word
:kind
set "flags=-Xms16m -Xmx256m -XX:TieredStopAtLevel=1"
if "%kind%"=="client" goto archive
set "flags=-Xms16m -Xmx1g -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20"
set "flags=%flags% -Djava.util.logging.manager=io.mullama.server.LastingLogs"
set "flags=%flags% -Djdk.tls.rejectClientInitiatedRenegotiation=true"
:archive
set "archive="
set "take="
set "quiet=cds*=off"
if not defined build goto start
set "suffix=jsa"
set "option=-XX:SharedArchiveFile="
if %feature% lss 25 goto look
set "suffix=aot"
set "option=-XX:AOTCache="
set "quiet=cds*=off,aot*=off"
:look
set "mullama=%MULLAMA_HOME%"
if not defined mullama set "mullama=%USERPROFILE%\.mullama"
set "archive=%mullama%\cache\%kind%-@project.version@-%build%.%suffix%"
if not exist "%archive%" set "archive=%root%\lib\%kind%-%build%.%suffix%"
if not exist "%archive%" set "archive="
if defined archive set take="%option%%archive%"

:start
rem What a terminal is, the JVM finds out: cmd cannot.
"%java%" %flags% -XX:+UseSerialGC -XX:-UsePerfData %take% ^
  -Xlog:disable -Xlog:all=error,%quiet%:stderr --enable-native-access=ALL-UNNAMED ^
  -Dfile.encoding=UTF-8 "-Djna.boot.library.path=%root%\lib\native" -Djna.nounpack=true -Djna.nosys=true ^
  "-Dmullama.installation=%root%" -Dmullama.version=@project.version@ "-Dmullama.java=%build%" ^
  "-Dmullama.archive=%archive%" -Djdk.console=java.base %MULLAMA_JAVA_OPTS% ^
  -cp "%root%\lib\mullama.jar" io.mullama.Main %*
exit /b %errorlevel%

:fail
rem A path may have an ampersand, which this way starts no other command.
setlocal EnableDelayedExpansion
>&2 echo mullama: !problem!
exit /b 1
