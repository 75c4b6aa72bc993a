@echo off
rem Drop one or more plans onto this file: each gets a copy with planlint's comments beside it.
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
where py >nul 2>nul
if errorlevel 1 (
  echo Python is not installed here, or was installed without its launcher. See docs\word.md.
  pause
  exit /b 2
)
if "%~1"=="" (
  echo Drag a plan onto this file and let go. See docs\word.md.
  pause
  exit /b 2
)
:next
if "%~1"=="" goto end
set "FORCE="
set "STEM=%~n1"
if /i "%STEM:~-9%"=="-reviewed" (
  choice /m "Replace the comments that planlint made in %~nx1"
  if errorlevel 2 goto skip
  set "FORCE=--force"
)
py -m planlint review %FORCE% "%~1"
:skip
shift
goto next
:end
echo.
pause
