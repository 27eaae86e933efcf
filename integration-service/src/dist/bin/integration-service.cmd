@echo off
rem Starts the Integration Service; --help lists its options. JAVA_HOME chooses the Java, JAVA_OPTS adds options for it.
rem Jars in ext\ come last on the class path.
setlocal
set "APP=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:MaxRAMPercentage=50 %JAVA_OPTS% "-Dorg.ar1.integration.service.conf=%APP%\conf" -cp "%APP%\lib\integration-service.jar;%APP%\ext\*" org.ar1.integration.service.IntegrationService %*
exit /b %ERRORLEVEL%
