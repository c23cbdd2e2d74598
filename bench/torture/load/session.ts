import { type Answer, ask } from './ask.ts';
import type { LoadContext } from './context.ts';

/** A member of staff who is signed in, or tries to be. */
export type Session = {
  get(path: string): Promise<Answer | null>;
  post(path: string, fields: Record<string, string>): Promise<Answer | null>;
};

export const account = { email: 'editor@newsroom.example', password: 'a pass phrase for torture' };

/** Twelve hours after its last use a session ends, by the server's clock. In milliseconds. */
const LASTS = 12 * 60 * 60_000;
/** The harness reads its clock a moment before the server does. */
const MOMENT = 60_000;

/** Signs in when it must. A session that ended before its time is complained of. */
export function createSession({ desk, ledger }: Pick<LoadContext, 'desk' | 'ledger'>): Session {
  let held: { cookie: string; until: number } | null = null;

  async function signIn(): Promise<string | null> {
    const answer = await ask(`${desk.url}/admin/login`, {
      method: 'POST',
      body: new URLSearchParams(account),
    });
    const cookie = answer?.headers.getSetCookie()[0]?.split(';')[0];
    if (answer?.status !== 303 || cookie === undefined) return null;
    ledger.count('sign-ins');
    held = { cookie, until: desk.now() + LASTS };
    return cookie;
  }

  async function request(path: string, init: RequestInit): Promise<Answer | null> {
    const cookie = held?.cookie ?? (await signIn());
    if (cookie === null) return null;
    const answer = await ask(`${desk.url}${path}`, { ...init, headers: { cookie } });
    if (!answer?.headers.get('location')?.startsWith('/admin/login')) return answer;
    // Where the clock was once further ahead, it had ended, and was swept.
    const early = (held?.until ?? 0) - desk.latest();
    if (early > MOMENT) ledger.complain('lost', `a session was gone ${early} ms before its time`);
    held = null;
    return null;
  }

  return {
    get: path => request(path, {}),
    post: (path, fields) => request(path, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}
