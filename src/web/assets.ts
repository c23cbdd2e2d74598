import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type Request, type Response, Router } from 'express';
import { accentStyle } from './accent.ts';
import { drawIcon } from './icon.ts';

const NAMES = ['reader.css', 'admin.css', 'form.js', 'uploads.js', 'sent.js', 'admin.js'] as const;

export type AssetName = (typeof NAMES)[number] | 'icon.svg';

export type Assets = {
  /** Serves `/assets/…`: to be mounted at `/assets`. */
  routes: Router;
  /** The asset's path, with the hash of its content in it: it may be kept for ever. */
  href(name: AssetName): string;
};

type Asset = { file: string; type: string; body: { identity: Buffer; gzip: Buffer; br: Buffer } };

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/**
 * Everything that a page links to, read once and kept in memory in every encoding.
 * `accent` is `#rrggbb`. A content security policy without inline styles leaves one place for it: the style
 * sheets.
 * @throws when the build has not made `dist/assets`.
 */
export function createAssets(accent: string): Assets {
  const folder = join(packageRoot(import.meta.dirname), 'dist', 'assets');
  const assets = new Map<AssetName, Asset>([['icon.svg', pack('icon.svg', drawIcon(accent))]]);
  for (const name of NAMES) {
    const text = readFileSync(join(folder, name), 'utf8');
    assets.set(name, pack(name, name.endsWith('.css') ? accentStyle(accent) + text : text));
  }
  return { routes: createRoutes([...assets.values()]), href: name => `/assets/${assets.get(name)?.file}` };
}

/** The code runs from `src` in tests and from `dist/src` otherwise: both stand under the package. */
function packageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder));
}

function pack(name: AssetName, text: string): Asset {
  const identity = Buffer.from(text);
  const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 12);
  const ending = extname(name);
  return {
    file: `${name.slice(0, -ending.length)}-${hash}${ending}`,
    type: types[ending] ?? 'application/octet-stream',
    body: { identity, gzip: gzipSync(identity, { level: 9 }), br: brotliCompressSync(identity) },
  };
}

function createRoutes(assets: readonly Asset[]): Router {
  const byFile = new Map(assets.map(asset => [asset.file, asset]));
  return Router().get('/:file', (request, response, next) => {
    const asset = byFile.get(request.params.file);
    if (asset === undefined) next();
    else send(asset, request, response);
  });
}

function send({ type, body }: Asset, request: Request, response: Response): void {
  const accepted = request.acceptsEncodings('br', 'gzip', 'identity');
  const encoding = accepted === 'br' || accepted === 'gzip' ? accepted : 'identity';
  response.set({
    'Content-Type': type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    Vary: 'Accept-Encoding',
  });
  if (encoding !== 'identity') response.set('Content-Encoding', encoding);
  // Not `send`: an ETag for what never changes is work for nothing.
  response.set('Content-Length', String(body[encoding].length)).end(body[encoding]);
}
