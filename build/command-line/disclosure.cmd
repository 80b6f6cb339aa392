@echo off
rem The command line of the installed program; everything behind -- is the command's own.
"%~dp0disclosure-workstation.exe" --command-line -- %*
exit /b %ERRORLEVEL%
