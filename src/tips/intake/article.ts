import { email } from '../../email.ts';
import { CONTENT } from '../fields.ts';

/** No address is read to its end that is longer than this, in UTF-16 units; the rest of most of them is tracking. */
const LONGEST_READ = 20_000;

/**
 * Names of what an address carries of whoever follows it, and not of the page: campaigns, clicks, users, sessions, shares.
 * What is not known to be so may be the article's own, and stays.
 */
const TRACKING = [
  // Campaigns.
  /^(?:utm|mtm|matomo|piwik|hsa|gad|oly|vero)_|^wt[._]|^pk_(?:campaign|kwd|keyword|source|medium|content|cid|vid)$/,
  /^(?:at_(?:medium|campaign|custom|format|link|ptr|bbc)|n_(?:media|query|rank|ad|keyword|campaign|match)|cm_(?:mmc|ite|cat|re|sp|ven))/,
  /^(?:ns_(?:source|campaign|mchannel|linkname|fee)|cmp(?:id)?|campaign.*|ncid|ocid|icid|s_cid|xtor|dm_i|otc|irgwc)$/,
  /^(?:napm|dmkw|dmskw|dmcol|nv_ad|kakao_.*|_openstat|_branch.*|__twitter.*|__hs.*|_hs(?:enc|mi)|mkt_tok|trk.*)$/,
  // Clicks.
  /clid$|clkid$|click_?id$|^(?:gclsrc|[gw]?braid|gbraid|_gl|_gac|_ga|_ke|ga_.*|s_kwcid|ef_id|epik|rdt_cid|sc_cid|li_fat_id|srsltid|fbc|fbp)$/,
  // Where it was found and by whom it was shared.
  /^(?:ref|referer|referrer|ref_.*|fb_.*|action_.*|igsh(?:id)?|si|feature|spm|scm|smid|mc_[cet]id|mibextid|share.*)$/,
  // Who follows it.
  /^(?:uid|usr|user|.*user_?(?:id|no|key|seq)|(?:member|mem|login|client|visitor|device|distinct)_?(?:id|no|key|seq)|adid|idfa|gaid|member|account)$/,
  /^(?:e_?mail|mail|phone|tel|token|access_token|auth.*|jwt|ssid|sess.*|.*sess_?id|.*session_?id)$/,
];

/**
 * The page that a reader came from, only when it is one on the web; never a reason to refuse a tip. It names the article and
 * not its reader: no tracking, no name and password, and no place in the page.
 */
export function readArticle(typed: string): string | null {
  if (typed.length > LONGEST_READ || !URL.canParse(typed)) return null;
  const url = new URL(typed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/gi, '');
  url.search = url.search
    .slice(1)
    .split('&')
    .filter(pair => pair !== '' && !isTracking(pair))
    .join('&');
  return url.href.length > CONTENT.tips.fields.article.limit ? null : url.href;
}

function isTracking(pair: string): boolean {
  const [name = '', value = ''] = pair.split(/=(.*)/s).map(decoded);
  const plain = name.replace(/^(?:amp;)+/, '').toLowerCase();
  return TRACKING.some(pattern => pattern.test(plain)) || email.safeParse(value).success;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
