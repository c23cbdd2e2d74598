import type { Context } from '../../context.ts';
import type { Lang } from '../../i18n/lang.ts';
import type { Viewer } from '../../staff/access.ts';
import { readTip } from '../../tips/read/read-tip.ts';
import { type AnswerWay, UNDO_FOR } from '../../tips/said.ts';
import { answerReader } from '../../tips/talk/answer-reader.ts';
import { readTalk } from '../../tips/talk/read-talk.ts';
import { receiveMessage } from '../../tips/talk/receive-message.ts';
import { sayPermission } from '../../tips/talk/say-permission.ts';
import { showAnswer } from '../../tips/talk/show-answer.ts';
import type { Staff } from './staff.ts';
import type { Arrived } from './work.ts';

const MINUTE = 60_000;

/** What is said in a talk, in each language. */
const SAID = {
  ask: {
    ko: '보내 주셔서 고마워요. 보내신 사진과 영상을 뉴스에 써도 될까요? 이름은 빼 드릴 수 있어요. 다치신 데는 없으세요?',
    en: 'Thank you for writing to us. May we use your photos and videos in the news? We can leave out your name. Are you safe?',
  },
  allow: {
    ko: '네, 쓰셔도 돼요. 이름은 빼 주세요. 저는 괜찮아요.',
    en: 'Yes, please use them. Leave out my name, though. I am fine.',
  },
  where: {
    ko: '잘 읽었어요. 보신 때와 곳을 조금 더 자세히 알려 주시겠어요?',
    en: 'We have read your tip. Could you tell us more exactly when and where you saw it?',
  },
  more: {
    ko: '방금 다시 가 봤는데 아직 그대로예요. 더 알게 되면 또 적을게요.',
    en: 'I went back just now and nothing has changed. I will write again when I know more.',
  },
} as const satisfies Record<string, Record<Lang, string>>;

type Talker = { context: Context; staff: Staff; tip: Arrived };
type Talk = { fits: (tip: Arrived) => boolean; hold: (talker: Talker, now: number) => Promise<void> };

const hasMail = ({ made: { fields } }: Arrived) => fields['email'] !== undefined;

/** One whose reader has answered, one whose reader is waited for, and one whose reader has said more and was never answered. */
const TALKS: readonly Talk[] = [
  {
    fits: ({ files, made: { story } }) => files.length > 0 && story.scene !== undefined,
    hold: async (talker, now) => {
      await answer(talker, now - 42 * MINUTE, 'ask', 'receipt');
      await readTalk(at(talker, now - 25 * MINUTE), talker.tip.number);
      await sayPermission(at(talker, now - 24 * MINUTE), { number: talker.tip.number, use: 'unnamed' });
      await write(talker, now - 23 * MINUTE, 'allow');
    },
  },
  { fits: hasMail, hold: (talker, now) => answer(talker, now - 31 * MINUTE, 'where', 'email') },
  { fits: () => true, hold: (talker, now) => write(talker, now - 12 * MINUTE, 'more') },
];

/** Of the tips that somebody is at work on, the newest that fit are talked about with their readers. `now`: milliseconds since 1970, UTC. */
export async function talkWithReaders(
  context: Context,
  staff: Staff,
  arrived: readonly Arrived[],
  now: number,
): Promise<void> {
  const left = [...TALKS];
  for (const tip of arrived.toReversed()) {
    const talk = left.find(({ fits }) => fits(tip));
    if (talk === undefined || !(await isInWork(context, tip, now - 45 * MINUTE))) continue;
    left.splice(left.indexOf(talk), 1);
    await talk.hold({ context, staff, tip }, now);
  }
}

/** And nothing was done with it since that time. */
async function isInWork({ database: { query } }: Context, tip: Arrived, time: number): Promise<boolean> {
  const { number } = tip;
  const later = query.selectFrom('events').select('id').where('tip', '=', number).where('at', '>=', time);
  const open = query.selectFrom('tips').select('number').where('number', '=', number);
  const isOpen = (await open.where('state', '=', 'open').executeTakeFirst()) !== undefined;
  return isOpen && (await later.executeTakeFirst()) === undefined;
}

const at = ({ context }: Talker, time: number): Context => ({ ...context, clock: () => time });
const said = ({ tip }: Talker, words: keyof typeof SAID) => SAID[words][tip.made.lang];

/** Whoever has the tip writes, and it goes once it can no longer be undone. */
async function answer(talker: Talker, time: number, words: keyof typeof SAID, way: AnswerWay): Promise<void> {
  const { number } = talker.tip;
  const context = at(talker, time);
  const viewer = await whoHas(talker);
  const { tip, messages } = await readTip(context, viewer, number);
  const seen = messages.at(-1)?.id ?? '';
  const given = { number, version: tip.version, body: said(talker, words), way, seen };
  const { message } = await answerReader(context, viewer, given);
  await context.database.write(trx => showAnswer(trx, message, time + UNDO_FOR));
}

async function whoHas({ context, staff: { colleagues }, tip }: Talker): Promise<Viewer> {
  const row = await context.database.query
    .selectFrom('tips')
    .select('assignee')
    .where('number', '=', tip.number)
    .executeTakeFirstOrThrow();
  return colleagues.find(({ staffId }) => staffId === row.assignee) ?? colleagues[0];
}

const write = async (talker: Talker, time: number, words: keyof typeof SAID) =>
  void (await receiveMessage(at(talker, time), {
    ...{ number: talker.tip.number, id: null, body: said(talker, words) },
    attached: { taken: [], uploaded: [] },
  }));
