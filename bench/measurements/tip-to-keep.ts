import { randomBytes } from 'node:crypto';
import { type Masters, newTipSeal } from '../../src/crypto/masters.ts';
import { newTip, type TipToBe } from '../../src/tips/intake/new-tip.ts';
import type { Submission } from '../../src/tips/intake/submission.ts';

/** As `textTip` is read. */
const submission: Submission = {
  channel: 'form',
  id: null,
  lang: 'ko',
  message: '강남역 11번 출구 앞 건물에서 연기가 나고 있어요. 소방차는 아직 오지 않았습니다.',
  title: null,
  place: '강남역',
  name: null,
  happened: { typed: '오늘 오후 2시쯤', at: 1_760_000_000_000 },
  article: null,
  topic: null,
  contacts: [],
  consentContact: false,
  consentMedia: false,
  age14: null,
  byHand: null,
};

/** What a desk of the bench is set to, as far as a tip's rows follow from it. */
export const settings: TipToBe['settings'] = {
  attach: 'none',
  clamdUrl: null,
  newsroom: {
    dailyMail: null,
    inbox: ['desk@newsroom.example'],
    name: 'Jebo',
    lang: 'ko',
    timeZone: 'Asia/Seoul',
  },
};

/** The rows of a text tip as the desk makes them, with a receipt of its own. `now`: milliseconds since 1970, UTC. */
export const tipToKeep = (masters: Masters, { isSealed, now }: { isSealed: boolean; now: number }) =>
  newTip(
    {
      ...{ settings, submission, masters, files: [], earliestTurn: null, now },
      tipSeal: isSealed ? newTipSeal(masters) : null,
      inbox: settings.newsroom.inbox,
      receiptHash: randomBytes(32).toString('hex'),
    },
    null,
  );
