import type { Context } from '../../src/context.ts';
import { randomId } from '../../src/crypto/ids.ts';
import { TOPICS } from '../../src/demo/fill/stories/story.ts';
import { toViewer, type Viewer } from '../../src/staff/access.ts';
import { addStaff } from '../../src/staff/accounts/accounts.ts';
import { hashPassword } from '../../src/staff/passwords/passwords.ts';
import type { Role } from '../../src/staff/roles.ts';
import { hashOfTag, sealTag } from '../../src/tips/tags/tag.ts';
import { addTopic } from '../../src/tips/topics/change-topics.ts';

/** Of everybody at a made desk. */
export const MADE_PASSWORD = 'a pass phrase for the bench';

/** Who looks at a made desk, by what they are. The reporters see the tips of one topic: one in five, and one in a thousand. */
export const LOOKING = {
  admin: 'bench@newsroom.example',
  editor: 'editor@newsroom.example',
  reporter: 'reporter@newsroom.example',
  stringer: 'stringer@newsroom.example',
} as const;
export type Looking = keyof typeof LOOKING;

const ROLES: Readonly<Record<Looking, Role>> = {
  admin: 'admin',
  editor: 'editor',
  reporter: 'reporter',
  stringer: 'reporter',
};

export const SECRET_TOPIC = 'sources';
export const RARE_TOPIC = 'weather';

/** One tip in ten has the common one, one in 2,000 the rare one. */
export const TAGS = { common: '확인 필요', rare: '단독' } as const;

export type MadeStaff = {
  looking: Readonly<Record<Looking, Viewer>>;
  /** Everybody, the admin among them. */
  all: readonly [Viewer, ...Viewer[]];
  /** The ids of the tags. */
  tags: Readonly<Record<keyof typeof TAGS, string>>;
};

const COLLEAGUES = 9;

/** A guesser is no part of what is measured. */
const LITTLE = { memory: 64, passes: 1, parallelism: 1 };

/** Who works at a made desk, what its tips are about, and what they are called by. */
export async function addMadeStaff(context: Context): Promise<MadeStaff> {
  const passwordHash = await hashPassword(MADE_PASSWORD, LITTLE);
  const add = async (email: string, role: Role) => {
    const account = await context.database.write(trx =>
      addStaff(trx, { email, passwordHash, role, now: context.clock() }),
    );
    return toViewer({ ...account, role, topics: [] });
  };
  const looking = {
    admin: await add(LOOKING.admin, ROLES.admin),
    editor: await add(LOOKING.editor, ROLES.editor),
    reporter: await add(LOOKING.reporter, ROLES.reporter),
    stringer: await add(LOOKING.stringer, ROLES.stringer),
  };
  const all: [Viewer, ...Viewer[]] = [looking.admin];
  for (let index = 0; index < COLLEAGUES; index++)
    all.push(await add(`colleague${index}@newsroom.example`, 'editor'));
  all.push(looking.editor, looking.reporter, looking.stringer);
  await addMadeTopics(context, looking);
  return {
    looking,
    all,
    tags: { common: await addTag(context, 'common'), rare: await addTag(context, 'rare') },
  };
}

async function addMadeTopics(context: Context, { admin, reporter, stringer }: MadeStaff['looking']) {
  const plain = {
    ...{ hint: { ko: '', en: '' }, inbox: [], team: [], isConfidential: false, hidesContacts: false },
    ...{ isEnded: false, position: null, retention: { unused: null, used: null, open: null } },
  };
  for (const [slug, name] of Object.entries(TOPICS)) {
    const team = slug === 'daily-life' ? [reporter.email] : [];
    await addTopic(context, admin, slug, { ...plain, name, team });
  }
  await addTopic(context, admin, RARE_TOPIC, {
    ...plain,
    name: { ko: '날씨', en: 'Weather' },
    team: [stringer.email],
  });
  const secret = { name: { ko: '취재원', en: 'Sources' }, isConfidential: true };
  await addTopic(context, admin, SECRET_TOPIC, { ...plain, ...secret });
}

async function addTag({ database, masters }: Context, name: keyof typeof TAGS): Promise<string> {
  const [id, called] = [randomId(), TAGS[name]];
  const row = { ...sealTag(masters, id, called), name_hash: hashOfTag(masters, called) };
  await database.write(trx => trx.insertInto('tags').values(row).execute());
  return id;
}
