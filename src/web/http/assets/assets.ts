import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Request, Response, Router } from 'express';
import { accentStyle } from '../../../accent.ts';
import { packageRoot } from '../../../version.ts';
import { KEPT } from '../headers.ts';
import { createRouter } from '../router.ts';
import { drawIcon } from './icon.ts';

const SCRIPTS = [
  'form.js',
  'send.js',
  'uploads.js',
  'cleaning.js',
  'sent.js',
  'talk.js',
  'staff.js',
] as const;

export type AssetName = (typeof SCRIPTS)[number] | 'staff.css' | 'icon.svg';

/** The form's own, which is asked for most and over the worst lines, that of the talk, and that of all other pages of readers. */
type StyleName = 'form' | 'reader' | 'talk';

export type Assets = {
  /** Serves `/assets/…`: to be mounted at `/assets`. */
  routes: Router;
  /** The asset's path, with the hash of its content in it: it may be kept for ever. */
  href(name: AssetName): string;
  /** To stand in readers' pages; `source` allows it, and nothing else, in a policy (CSP 3, 2.3.1). */
  styles: Readonly<Record<StyleName, { text: string; source: string }>>;
  /** In another accent, `#rrggbb`, from now on. */
  paint(accent: string): void;
};

type Encoding = 'identity' | 'gzip' | 'br';
type Asset = { file: string; type: string; body: (encoding: Encoding) => Promise<Buffer> };

const encoders = {
  identity: async (bytes: Buffer) => bytes,
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes),
} satisfies Record<Encoding, (bytes: Buffer) => Promise<Buffer>>;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/**
 * Everything that a page links to, and the readers' styles, which stand in their pages. Read once and kept in memory, in
 * every encoding that was asked for: together they take longer to compress than all else that a start does.
 * `accent` is `#rrggbb`; a policy that allows no other inline styles leaves one place for it, the style sheets.
 * @throws when the build has not made `dist/assets`.
 */
export function createAssets(accent: string): Assets {
  const folder = join(packageRoot, 'dist', 'assets');
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const texts = {
    staff: read('staff.css'),
    form: read('form.css'),
    reader: read('reader.css'),
    talk: read('talk.css'),
  };
  const scripts = SCRIPTS.map(name => [name, pack(name, read(name))] as const);
  const paint = (colour: string) => {
    const style = accentStyle(colour);
    return {
      assets: new Map<AssetName, Asset>([
        ...scripts,
        ['staff.css', pack('staff.css', style + texts.staff)],
        ['icon.svg', pack('icon.svg', drawIcon(colour))],
      ]),
      styles: {
        form: toStandInPages(style + texts.form),
        reader: toStandInPages(style + texts.reader),
        talk: toStandInPages(style + texts.talk),
      },
    };
  };
  let painted = paint(accent);
  return {
    routes: createRoutes(() => painted.assets),
    href: name => `/assets/${painted.assets.get(name)?.file}`,
    get styles() {
      return painted.styles;
    },
    paint(colour) {
      painted = paint(colour);
    },
  };
}

function toStandInPages(style: string): Assets['styles'][StyleName] {
  const text = style.trim();
  return { text, source: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}

function pack(name: AssetName, text: string): Asset {
  const identity = Buffer.from(text);
  const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 12);
  const ending = extname(name);
  return {
    file: `${name.slice(0, -ending.length)}-${hash}${ending}`,
    type: types[ending] ?? 'application/octet-stream',
    body: oncePerEncoding(encoding => encoders[encoding](identity)),
  };
}

function oncePerEncoding(encode: Asset['body']): Asset['body'] {
  const encoded = new Map<Encoding, Promise<Buffer>>();
  return encoding => {
    const body = encoded.get(encoding) ?? encode(encoding);
    encoded.set(encoding, body);
    // What failed, as for want of memory, is tried again.
    body.catch(() => encoded.delete(encoding));
    return body;
  };
}

/** What is painted is there under its earlier names too: of pages that are open, and of a process that has heard of a change before us. */
const PAINTED = /^(?:(staff)-[\w-]{12}\.css|(icon)-[\w-]{12}\.svg)$/;

function createRoutes(assetsNow: () => ReadonlyMap<AssetName, Asset>): Router {
  return createRouter().get('/:file', async (request, response, next) => {
    const { file } = request.params;
    const assets = assetsNow();
    const asset = [...assets.values()].find(known => known.file === file);
    const [, isStaff, isIcon] = PAINTED.exec(file) ?? [];
    const instead = assets.get(isIcon === undefined ? 'staff.css' : 'icon.svg');
    if (asset !== undefined) await send(asset, request, response, FOR_EVER);
    else if ((isStaff ?? isIcon) !== undefined && instead !== undefined)
      await send(instead, request, response, KEPT);
    else next();
  });
}

const FOR_EVER = { 'Cache-Control': 'public, max-age=31536000, immutable' };

async function send(
  { type, body }: Asset,
  request: Request,
  response: Response,
  kept: Readonly<Record<string, string>>,
): Promise<void> {
  const accepted = request.acceptsEncodings('br', 'gzip', 'identity');
  const encoding = accepted === 'br' || accepted === 'gzip' ? accepted : 'identity';
  const bytes = await body(encoding);
  response.set({
    'Content-Type': type,
    ...kept,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    Vary: 'Accept-Encoding',
  });
  if (encoding !== 'identity') response.set('Content-Encoding', encoding);
  // Not `send`: an ETag for what never changes is work for nothing.
  response.set('Content-Length', String(bytes.length)).end(bytes);
}
