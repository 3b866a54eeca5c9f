; The installer for Windows, made by NSIS:
;   makensis -DVERSION=0.2.0 -DPROGRAM=path/to/frenemy.exe -DICON=path/to/frenemy.ico -DLICENCES=path/to/licences.txt frenemy.nsi
; It installs for the user alone, without administrator rights, and opens relations files by
; "Open with": .json stays with the program that has it.
Unicode true
SetCompressor /SOLID lzma
!include "MUI2.nsh"

Name "Frenemy"
OutFile "frenemy-${VERSION}-windows-x86_64-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Frenemy"
InstallDirRegKey HKCU "Software\Frenemy" "Folder"
RequestExecutionLevel user

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Frenemy"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Frenemy setup"
VIAddVersionKey "LegalCopyright" "The Frenemy authors; MIT or Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MUI_PAGE_LICENSE "../../LICENSE-MIT"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\frenemy.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Frenemy"
!define CLASSES "Software\Classes"

Section "Frenemy"
  SetOutPath "$INSTDIR"
  File "/oname=frenemy.exe" "${PROGRAM}"
  File "/oname=frenemy.ico" "${ICON}"
  File "/oname=licences.txt" "${LICENCES}"
  File "../../LICENSE-MIT"
  File "../../LICENSE-APACHE"
  File "../../NOTICES.md"
  CreateShortcut "$SMPROGRAMS\Frenemy.lnk" "$INSTDIR\frenemy.exe" "" "$INSTDIR\frenemy.ico"

  WriteRegStr HKCU "Software\Frenemy" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\Frenemy.Network" "" "Network of relations"
  WriteRegStr HKCU "${CLASSES}\Frenemy.Network\DefaultIcon" "" "$INSTDIR\frenemy.ico"
  WriteRegStr HKCU "${CLASSES}\Frenemy.Network\shell\open\command" "" '"$INSTDIR\frenemy.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.json\OpenWithProgids" "Frenemy.Network" ""
  WriteRegStr HKCU "${CLASSES}\Applications\frenemy.exe\shell\open\command" "" '"$INSTDIR\frenemy.exe" "%1"'

  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Frenemy"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\frenemy.ico"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Frenemy authors"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  Delete "$INSTDIR\frenemy.exe"
  Delete "$INSTDIR\frenemy.ico"
  Delete "$INSTDIR\licences.txt"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\NOTICES.md"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Frenemy.lnk"
  DeleteRegValue HKCU "${CLASSES}\.json\OpenWithProgids" "Frenemy.Network"
  DeleteRegKey HKCU "${CLASSES}\Frenemy.Network"
  DeleteRegKey HKCU "${CLASSES}\Applications\frenemy.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Frenemy"
SectionEnd
