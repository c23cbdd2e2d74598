import { createHash } from 'node:crypto';
import type { SentContact, SentFile, SentTip } from '../ledger.ts';
import type { Random } from '../random.ts';

export type Attachment = { name: string; type: string; bytes: Buffer };

export const MARK = /jebo-mark-[0-9a-f]{32}/;

const sentences = [
  '강남역 11번 출구 앞 건물에서 연기가 나고 있어요.',
  '소방차는 아직 오지 않았습니다. 사람들이 창문에서 손을 흔들고 있어요!',
  'The bridge has been closed since noon, and nobody says why.',
  '제보자를 밝히지 말아 주세요. <b>"꼭"</b> 부탁드립니다 & 감사합니다. 🙏',
] as const;

/** A tip to be sent. `attached` is what its body will bring, `uploaded` what it will name as uploaded before. */
export function makeTip(
  random: Random,
  attached: readonly Attachment[],
  uploaded: readonly SentFile[] = [],
): SentTip {
  const mark = `jebo-mark-${random.id()}`;
  const isNamed = random.is(0.5);
  const lines = Array.from({ length: random.is(0.03) ? 400 : random.whole(1, 4) }, () =>
    random.pick(sentences),
  );
  return {
    mark,
    submission: random.id(),
    said: {
      message: [...lines, mark].join('\n'),
      title: random.is(0.3) ? `연기 ${random.whole(1, 99)}` : null,
      place: random.is(0.3) ? '강남역 11번 출구' : null,
      name: isNamed ? '김제보' : null,
    },
    contacts: isNamed ? contactsOf(random) : [],
    files: [...attached.map(fileOf), ...uploaded],
    answers: [],
    isOpen: true,
    mayComeLate: false,
    changes: [],
    notes: [],
    forgetting: null,
    filesSeen: [],
  };
}

function contactsOf(random: Random): SentContact[] {
  const all: SentContact[] = [
    { way: 'phone', typed: `010-${random.whole(1000, 9999)}-${random.whole(1000, 9999)}`, mayReply: true },
    { way: 'email', typed: `${random.id()}@reader.example`, mayReply: random.is(0.5) },
    { way: 'chat', typed: `kakao ${random.whole(1, 1_000)}`, mayReply: false },
  ];
  return all.filter(() => random.is(0.6));
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const fileOf = ({ name, bytes }: Omit<Attachment, 'type'>): SentFile => ({
  name,
  size: bytes.length,
  sha256: sha256(bytes),
});

/** The fields of the form that say this. */
export function fieldsOf({ said, contacts, submission }: SentTip): [name: string, value: string][] {
  const isNamed = said.name !== null || contacts.length > 0;
  const optional = [
    ['title', said.title],
    ['place', said.place],
    ['name', said.name],
  ] as const;
  return [
    ['message', said.message],
    ['submission', submission],
    ...optional.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]])),
    ...contacts.map(({ way, typed }): [string, string] => [way, typed]),
    ...contacts.filter(({ mayReply }) => mayReply).map(({ way }): [string, string] => ['reply_by', way]),
    ...(isNamed ? [['consent_contact', 'on'] satisfies [string, string]] : []),
  ];
}
