import { randomBytes } from 'node:crypto';
import type { Context } from '../../context.ts';
import { toViewer, type Viewer } from '../../staff/access.ts';
import { addStaff } from '../../staff/accounts/accounts.ts';
import { changeOwn } from '../../staff/accounts/change-person.ts';
import { hashPassword } from '../../staff/passwords/passwords.ts';
import type { Role } from '../../staff/roles.ts';
import { addTopic } from '../../tips/topics/change-topics.ts';
import { TOPICS } from './stories/story.ts';

/** Who works at the demo's desk; `you` looks at it. */
export type Staff = { you: Viewer; colleagues: readonly [Viewer, ...Viewer[]] };

type Person = { email: string; name: string; role: Role };

const YOU: Person = { email: 'you@desk.example', name: '한가람', role: 'admin' };
const FIRST: Person = { email: 'minjun@desk.example', name: '김민준', role: 'editor' };
const OTHERS: readonly Person[] = [
  { email: 'sora@desk.example', name: '이소라', role: 'editor' },
  { email: 'james@desk.example', name: 'James Park', role: 'editor' },
  { email: 'yuna@desk.example', name: '최유나', role: 'editor' },
];

/** Nobody is told the password, and nobody guesses it. */
const LITTLE = { memory: 64, passes: 1, parallelism: 1 };

/** `since`: when all of them began, in milliseconds since 1970, UTC. */
export async function addPeople(context: Context, since: number): Promise<Staff> {
  const before = { ...context, clock: () => since };
  const you = await addPerson(before, YOU);
  const colleagues: [Viewer, ...Viewer[]] = [await addPerson(before, FIRST)];
  for (const person of OTHERS) colleagues.push(await addPerson(before, person));
  return { you, colleagues };
}

async function addPerson(context: Context, { email, name, role }: Person): Promise<Viewer> {
  const now = context.clock();
  const passwordHash = await hashPassword(randomBytes(32).toString('base64url'), LITTLE);
  const account = await context.database.write(trx => addStaff(trx, { email, passwordHash, role, now }));
  await noteSignIn(context, account.id);
  const viewer = toViewer({ ...account, role, topics: [] });
  await changeOwn(context, viewer, { name, lang: null });
  return viewer;
}

/** Else the page of people says that they were invited and never came. */
const noteSignIn = ({ database, clock }: Context, id: string) =>
  database.write(trx =>
    trx.updateTable('staff').set({ signed_in_at: clock() }).where('id', '=', id).execute(),
  );

/** Readers may choose one of them. */
export async function addTopics(context: Context, you: Viewer, since: number): Promise<void> {
  const plain = {
    hint: { ko: '', en: '' },
    inbox: [],
    team: [],
    isConfidential: false,
    hidesContacts: false,
    isEnded: false,
    retention: { unused: null, used: null, open: null },
  };
  for (const [position, [slug, name]] of Object.entries(TOPICS).entries())
    await addTopic({ ...context, clock: () => since }, you, slug, { ...plain, name, position });
}
