/**
 * Texts that have broken forms, databases, mails and pages elsewhere. Each must come back as typed, after NFC and
 * the contract's replacements (CRLF → LF; NUL and lone surrogates → U+FFFD), and do nothing where it is shown.
 * Letters that cannot be seen are written as escapes.
 */
export const NASTY_STRINGS: readonly string[] = [
  // Hangul: decomposed, half-width, old letters, a filler, rare syllables that CP949 mails break
  '\u1112\u1161\u11ab\u1100\u1173\u11af \u110c\u1166\u1107\u1169',
  'ㅎㅎㅎ ㅠㅠ ￦ﾡﾢﾣ',
  '\ua960\u1160\ud7cb 나랏말ᄊᆞ미',
  '\u3164보이지 않는\u3164\uffa0글자',
  '뷁 똠 펲 쀓 햏',
  // Emoji: joined, with skin, flags, key caps, a lone selector
  '👩‍👩‍👧‍👦 👍🏿 🏳️‍🌈 🇰🇷🇺🇸 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 \ufe0f',
  '🔥'.repeat(60),
  // Direction and invisibility
  '\u202efdp.exe\u202c',
  '\u2066\u202eabc\u2069 \u200f\u200e עברית العربية',
  'a\u200bb\u200cc\u200dd\u2060e\u00ade\u180ef',
  '\ufeff앞에 BOM',
  'Z̴̨̡̛̗̫̹̮͍̓̽̔͒̚a̶̢̨͖̮̾̈́l̷̡̧̪͓̈́͐g̸̨̙͇̈́̿o̵̡͕̓',
  // What is no letter at all
  '앞\u0000뒤',
  '\ud800홀로\udc00',
  '\udfff\ud83d',
  '\u0001\u0007\u0008\u000b\u000c\u001b[31m빨강\u001b[0m\u007f\u0085\u2028줄\u2029문단',
  '\ue000\uf8ff\u{f0000}\u{10ffff}\ufffe\uffff',
  // Spaces and lines
  '첫 줄\r\n둘째 줄\r셋째 줄\n넷째 줄',
  '\u00a0\u2003\u3000전각 공백\t탭',
  '   앞뒤 공백   ',
  // Markup
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert`1`>",
  '</textarea></title></style></script><iframe src=javascript:alert(1)>',
  '<!-- 주석 --!> <![CDATA[ ]]> <?xml ?> <!DOCTYPE a [<!ENTITY b "c">]>&b;',
  '&amp; &lt; &#0; &#x110000; &nbsp &notit;',
  'javascript:alert(document.cookie)',
  '<a href="https://example.com/%0a">x</a> [x](javascript:alert(1))',
  '<base href=//evil.example><meta http-equiv=refresh content=0>',
  // Quotes and slashes of every kind
  `"'\`“”‘’«»「」『』‹›„‚＂＇\\ / \\\\ //`,
  // Databases
  "'; DROP TABLE tips; --",
  `1' OR '1'='1' /* */ "; SELECT pg_sleep(10); --`,
  '%_\\%\\_ * ? [a-z] LIKE',
  '\\x00 \\0 \\N $1 ?1 :name @p1',
  'NULL null undefined NaN true -0 1e309 0x1F',
  // Mail
  '제목\r\nBcc: victim@example.com\r\n\r\n본문',
  '\nX-Injected: yes',
  'a@example.com, b@example.com; <c@example.com>',
  '=?utf-8?B?7KCc67O0?= =?euc-kr?Q?=C1=A6=BA=B8?=',
  '.\r\n.\r\nQUIT\r\n',
  'From 1970\n.From\n--boundary--',
  '홍길동@한국.kr',
  // Paths and names
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini C:\\CON aux.txt NUL',
  '%00 %2e%2e%2f %252e %c0%ae %u0000',
  'file.jpg\u0000.exe',
  '-rf / --help $(id) `id` ; id | id && id',
  '~ . .. ... /dev/null',
  // Templates, formats, prototypes, spreadsheets
  '{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {%raw%}',
  '%s %n %d %x {0} %(a)s',
  '__proto__ constructor toString hasOwnProperty',
  "=cmd|' /C calc'!A0",
  '+82-2-398-8585 @SUM(A1) -2+3',
  '${jndi:ldap://127.0.0.1/a}',
  '[object Object] {"a":{"$ne":null}}',
  // Very long
  '가'.repeat(200),
  'W'.repeat(200),
  `${'e'}${'\u0301'.repeat(150)}`,
  `https://example.com/${'a/'.repeat(80)}`,
  // Letters whose case, width or form changes
  'İıſK ﬁﬀ ß ẞ ǅ ½ ㎏ ﷽ Ａｂｃ',
  'Ω≈ç√∫˜µ≤≥÷ 田中さん 表ポあA鷗ŒéＢ逍Üßªąñ丂㐀𠀀',
  '٠١٢٣ ०१२३ ⅣⅫ ¹²³ 12',
];

/** What the contract makes of a typed text before it is kept. */
export function kept(typed: string): string {
  return typed.replaceAll('\r\n', '\n').replaceAll('\u0000', '\ufffd').toWellFormed().normalize('NFC');
}
