/**
 * Types that programs take for one another: other names of the same, or what the same container holds. A type may stand in several. All
 * that Windows, phones and servers call honest files is in here; each such pair is a line of `tests/media/honest-files.test.ts`.
 */
const FAMILIES: readonly ReadonlySet<string>[] = [
  // ISO base media: films of phones and cameras, and their sounds. `.aac` is bare, or in that container.
  `video/mp4 video/x-mp4 video/mpeg4 video/mp4v-es video/quicktime video/x-quicktime video/x-m4v video/m4v video/3gpp video/3gpp2
   video/x-3gpp video/x-f4v audio/mp4 audio/x-m4a audio/m4a audio/x-m4b audio/m4b audio/x-m4p audio/mp4a-latm audio/3gpp audio/3gpp2
   audio/aac audio/aacp audio/x-aac audio/vnd.dlna.adts`,
  // Sound of MPEG. Windows calls `.m4a` audio/mpeg.
  `audio/mpeg audio/mp3 audio/x-mp3 audio/mpeg3 audio/x-mpeg audio/x-mpeg-3 audio/mpg audio/x-mpg audio/mpa audio/mp2 audio/mp4
   audio/x-m4a audio/m4a audio/aac audio/aacp audio/x-aac audio/x-hx-aac-adts audio/vnd.dlna.adts`,
  // Streams of MPEG: `.mpg`, `.vob`, `.ts`, `.mts`, `.m2ts`. Windows calls `.mp2` video/mpeg; to others a camcorder's `.mod` is music,
  // and `.ts` a text.
  `video/mpeg video/x-mpeg video/mpg video/mpeg2 video/x-mpeg2 video/x-mpeg-system video/mp1s video/mp2p video/mp2t video/mp2ts
   video/x-mpegts video/x-mpeg2ts video/vnd.mts video/avchd-stream video/vnd.dlna.mpeg-tts video/dvd video/vnd.dvd video/x-vob
   video/x-ms-vob audio/mpeg audio/x-mod text/vnd.trolltech.linguist text/vnd.qt.linguist text/typescript text/x-typescript
   application/typescript application/x-typescript`,
  // ASF: Windows Media.
  `video/x-ms-asf video/x-ms-asf-plugin video/x-ms-wmv video/x-ms-wm video/x-ms-dvr audio/x-ms-asf audio/x-ms-wma audio/wma
   application/vnd.ms-asf application/x-ms-asf`,
  'video/webm audio/webm video/matroska audio/matroska video/matroska-3d video/x-matroska audio/x-matroska video/x-matroska-3d',
  `audio/ogg video/ogg application/ogg audio/x-ogg video/x-ogg application/x-ogg audio/opus audio/x-opus+ogg audio/vorbis
   audio/x-vorbis+ogg audio/speex audio/x-speex video/theora video/x-theora+ogg`,
  'audio/wav audio/x-wav audio/wave audio/vnd.wave audio/x-pn-wav',
  'audio/aiff audio/x-aiff audio/aif audio/aifc',
  'audio/flac audio/x-flac',
  'audio/amr audio/x-amr audio/amr-wb audio/3gpp',
  'audio/x-caf audio/caf',
  'audio/ac3 audio/x-ac3 audio/vnd.dolby.dd-raw',
  'audio/midi audio/mid audio/x-midi audio/sp-midi application/x-midi',
  'video/vnd.avi video/x-msvideo video/avi video/msvideo video/divx',
  'video/x-flv video/flv',
  `application/vnd.rn-realmedia application/vnd.rn-realmedia-vbr audio/x-pn-realaudio audio/x-realaudio audio/vnd.rn-realaudio
   video/vnd.rn-realvideo`,
  'application/mxf video/mxf',
  // HEIF: the same box, whatever its pictures are coded in.
  'image/heic image/heif image/heic-sequence image/heif-sequence image/avif image/avif-sequence',
  // MPO and JPS are several JPEGs one after the other.
  'image/jpeg image/jpg image/pjpeg image/jfif image/pjp image/mpo image/x-mpo image/x-jps',
  'image/jp2 image/jpx image/jpm image/jpeg2000 image/x-jp2 image/jpeg2000-image',
  'image/png image/apng image/x-png',
  'image/gif',
  'image/webp',
  'image/jxl',
  'image/bmp image/x-bmp image/x-ms-bmp image/x-windows-bmp',
  'image/x-icon image/vnd.microsoft.icon image/ico image/icon',
  'image/vnd.adobe.photoshop image/psd image/x-psd image/x-photoshop application/x-photoshop application/photoshop application/psd',
  // Raw pictures are TIFFs with more in them; the short names are those of Windows.
  `image/tiff image/tif image/x-tiff image/dng image/x-adobe-dng image/cr2 image/x-canon-cr2 image/cr3 image/x-canon-cr3 image/nef
   image/x-nikon-nef image/nrw image/x-nikon-nrw image/arw image/x-sony-arw image/pef image/x-pentax-pef image/orf image/x-olympus-orf
   image/raf image/x-fuji-raf image/x-fujifilm-raf image/rw2 image/x-panasonic-rw2 image/srw image/x-samsung-srw`,
  // A `.doc` may be an RTF. None with macros is here, which none of the others may hold.
  `application/msword application/vnd.ms-word application/vnd.ms-excel application/vnd.ms-powerpoint application/rtf application/x-rtf
   text/rtf text/richtext application/vnd.openxmlformats-officedocument.wordprocessingml.document
   application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
   application/vnd.openxmlformats-officedocument.presentationml.presentation`,
  'application/vnd.apple.pages application/x-iwork-pages-sffpages',
  'application/vnd.apple.numbers application/x-iwork-numbers-sffnumbers',
  'application/vnd.apple.keynote application/x-iwork-keynote-sffkey',
  // Illustrator writes a PDF.
  'application/pdf application/x-pdf application/illustrator application/vnd.adobe.illustrator application/postscript',
  'application/eps application/x-eps image/x-eps image/eps application/postscript',
  'application/zip application/x-zip application/x-zip-compressed application/x-compressed',
  'application/vnd.rar application/rar application/x-rar application/x-rar-compressed application/x-compressed',
  'application/x-7z-compressed application/x-7zip application/x-compressed',
  'application/gzip application/x-gzip application/x-tgz application/x-compressed-tar application/x-tar application/x-compressed',
  'text/vcard text/x-vcard text/directory',
  'text/calendar text/x-vcalendar application/ics',
  'application/xml text/xml text/html application/xhtml+xml image/svg+xml',
  'application/x-msdownload application/x-msdos-program application/x-dosexec application/vnd.microsoft.portable-executable',
  'application/x-elf application/x-executable application/x-pie-executable application/x-sharedlib',
  'application/java-archive application/x-java-archive application/x-jar',
  'application/x-deb application/x-debian-package application/vnd.debian.binary-package',
  'application/x-rpm application/x-redhat-package-manager',
  'application/x-shockwave-flash application/vnd.adobe.flash.movie',
].map(types => new Set(types.split(/\s+/)));

/** What documents of many programs are by their content. */
const WRAPPERS: ReadonlySet<string> = new Set(['application/zip', 'application/x-cfb', 'application/xml']);

/** Android's word for any picture, film or sound that is shared. */
const ANY_OF_A_KIND = /^(image|video|audio)\/\*$/;

/** Whether an honest file may say that it is the one, and be the other by its content. Essences of types, in small letters. */
export function agree(said: string, found: string): boolean {
  if (said === found || FAMILIES.some(types => types.has(said) && types.has(found))) return true;
  if (ANY_OF_A_KIND.test(said)) return found.startsWith(said.slice(0, -1));
  return WRAPPERS.has(found) && !isMedia(said) && !said.startsWith('text/') && said !== 'application/pdf';
}

/** Written as text; or a stream, which may have been cut anywhere. */
const MAY_SHOW_NOTHING: ReadonlySet<string> = new Set([
  'image/svg+xml',
  'video/mp2t',
  'video/vnd.dlna.mpeg-tts',
]);

/** Whether each file of this type shows by its content what it is, so that it is news when nothing is found. */
export const showsItself = (type: string): boolean =>
  isMedia(type) && !MAY_SHOW_NOTHING.has(type) && FAMILIES.some(types => types.has(type));

const isMedia = (type: string) => /^(image|video|audio)\//.test(type);
