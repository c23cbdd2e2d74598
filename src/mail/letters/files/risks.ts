/**
 * What may lie in a mailbox by its name and by its content. Where the endings come from:
 * - Gmail: https://support.google.com/mail/answer/6590
 * - Outlook: https://support.microsoft.com/office/434752e1-02d3-4e90-9124-8b81e49a8519
 * - ours: what runs, or has something run, when it is opened on Windows, macOS, Linux or a phone, and is on neither list.
 */
const RISKY_ENDINGS: ReadonlySet<string> = words(
  // Gmail.
  `ade adp apk appx appxbundle bat cab chm cmd com cpl diagcab diagcfg diagpkg dll dmg ex ex_ exe hta img ins iso isp jar jnlp js jse
   lib lnk mde mjs msc msi msix msixbundle msp mst nsh pif ps1 scr sct shb sys vb vbe vbs vhd vxd wsc wsf wsh xll`,
  // Outlook, but for those above.
  `app appcontent-ms appref-ms application asp aspx asx bas bgi cdxml cer cnt crt csh der fxp gadget grp hlp hpj htc inf its
   ksh mad maf mag mam maq mar mas mat mau mav maw mcf mda mdb mdt mdw mdz mht mhtml msh msh1 msh2 mshxml msh1xml msh2xml msu ops osd
   pcd pl plg prf prg printerexport ps1xml ps2 ps2xml psc1 psc2 psd1 psdm1 psm1 pssc pst py pyc pyo pyw pyz pyzw rdp reg scf
   search-ms settingcontent-ms shs theme tmp udl url vbp vhdx vsmacros vsw webpnp website ws wsb xbap xnk`,
  // Pages and drawings: a browser runs what is in them.
  'htm html xhtml xht shtml shtm svg svgz xml xsl xslt swf hwpml',
  // Office with macros, add-ins, queries and links.
  `docm dotm dot xlsm xltm xlt xla xlam xlsb xlm xlw pptm potm pot ppsm ppam ppa sldm wiz wll slk iqy oqy rqy dqy odc one onepkg
   onetoc2 pub accdb accde accda accdr rels library-ms searchconnector-ms oxt`,
  // Disks, packages and programs.
  `vmdk vdi wim ova deb rpm appimage snap flatpak pkg mpkg ipa aab apks apkm xapk run bin elf so dylib ocx class ear war crx xpi
   msix-bundle appinstaller air gpk ppkg`,
  // Scripts and links of shells and desktops.
  `sh bash zsh fish ps command tool workflow action scpt scptd applescript osax terminal desktop fileloc inetloc webloc mobileconfig
   php phtml rb lua tcl au3 a3x ahk jsp jspx cgi ts tsx cjs wasm job sfx themepack deskthemepack desktopthemepack contact`,
);

/** Nobody has looked into them, they may be locked, and their pictures have their places in them. */
const ARCHIVE_ENDINGS: ReadonlySet<string> = words(
  `zip zipx rar 7z gz tgz bz2 tbz tbz2 xz txz tar taz z lz lzma lz4 zst ace alz arc arj cpio egg lha lzh pax sit sitx uu uue xxe b64
   eml emlx msg mbox tnef ost`,
);

/** As content tells them, by the names that `file-type` gives them. */
const RISKY_TYPES: ReadonlySet<string> = words(
  `text/html image/svg+xml application/xml application/xhtml+xml application/x-msdownload application/x-ms-shortcut application/x-ms-regedit application/x-ft-windows-registry-hive
   application/vnd.ms-htmlhelp application/x-elf application/x-deb application/x-rpm application/x-unix-archive
   application/x-mach-binary application/x-apple-diskimage application/x-iso9660-image application/x-ft-apple.alias
   application/vnd.android.package-archive application/java-archive application/java-vm application/wasm
   application/x-google-chrome-extension application/x-xpinstall application/x-shockwave-flash application/x-asar
   application/vnd.ms-cab-compressed application/vnd.ms-outlook`,
);

const ARCHIVE_TYPES: ReadonlySet<string> = words(
  `application/zip application/x-rar-compressed application/x-7z-compressed application/gzip application/x-gzip application/x-bzip2
   application/x-xz application/x-tar application/x-compress application/lzip application/zstd application/x-lz4
   application/x-lzh-compressed application/x-arj application/x-ace-compressed application/x-cpio application/pgp-encrypted`,
);

/** Documents that are archives inside: of these, not all say by their first bytes which one they are. */
const DOCUMENT_ENDINGS: ReadonlySet<string> = words(
  'hwpx hwtx docx dotx xlsx xltx pptx potx ppsx odt ods odp odg ott epub pages numbers key show cell',
);

function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.join(' ').trim().split(/\s+/));
}

export type Risk = 'runs' | 'archive';

/**
 * What a name's ending says. What cannot be seen, and dots and spaces at the end, count as little as they do for Windows, and a
 * bare CLSID is an ending too.
 */
export function riskOfName(name: string): Risk | null {
  const last = endingsOf(name).at(-1) ?? '';
  if (isRisky(last)) return 'runs';
  // The parts of one that was cut: .r01, .z02, .001.
  return ARCHIVE_ENDINGS.has(last) || /^(?:[rz]\d\d|\d{3})$/.test(last) ? 'archive' : null;
}

/** `photo.exe.jpg`, at which filters stop: any ending is one of what runs. */
export const hasRiskyPart = (name: string): boolean => endingsOf(name).some(isRisky);

const isRisky = (ending: string) => RISKY_ENDINGS.has(ending) || ending.startsWith('{');

const endingsOf = (name: string): string[] =>
  name
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\p{M}]+/gu, '')
    .toLowerCase()
    .split(/[.:。]/u)
    .slice(1)
    .map(part => part.trim())
    .filter(part => part !== '');

/** What the content says; null for `type` where it says nothing. A document by its name may be a zip inside. */
export function riskOfContent(type: string | null, name: string): Risk | null {
  if (type === null) return null;
  if (RISKY_TYPES.has(type) || /macroenabled/i.test(type)) return 'runs';
  if (!ARCHIVE_TYPES.has(type)) return null;
  const ending = /\.([a-z]+)\s*$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return type === 'application/zip' && DOCUMENT_ENDINGS.has(ending) ? null : 'archive';
}
