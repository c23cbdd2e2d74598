import { readCallFields } from '../../channels/phone/fields.ts';
import { toCall } from '../../channels/phone/to-call.ts';
import type { Context } from '../../context.ts';
import { randomId } from '../../crypto/ids.ts';
import { keepCallDraft } from '../../tips/calls/call-drafts.ts';
import { writeDown } from '../../web/staff/calls/calls.tsx';
import type { Staff } from './staff.ts';

const MINUTE = 60_000;

/** Of somebody who calls twice, and of somebody who comes by. */
const FIRST = {
  number: '010-2345-0199',
  note: '아파트 지하 주차장 천장에서 물이 쏟아지고 있대요. 차 몇 대가 잠겼고 관리사무소는 전화를 안 받는대요. 영상을 찍어 두었다고 해요.',
  place: '마포구 상암동',
  happened_at: '오늘 아침부터',
  consent_contact: 'on',
  consent: '네, 이 번호로 전화 주세요',
};
const SECOND = {
  number: FIRST.number,
  note: '소방차가 왔고 다친 사람은 없대요. 영상은 접수 코드로 보내겠다고 했어요.',
  use: 'unnamed',
  consent: '영상은 쓰셔도 되는데 이름은 빼 주세요',
};
const VISIT = {
  kind: 'visit',
  note: '동네 재개발 조합의 회계 서류를 들고 오셨어요. 사본만 받고 돌려 드렸어요.',
};
const BEGUN = { number: '02-345-0188', note: '버스 정류장 유리가 깨져 있다고' };

/** The newest of what came was told on the phone, and at the door; and you have begun to write down another call. `now`: milliseconds since 1970, UTC. */
export async function writeCallsDown(context: Context, { you, colleagues }: Staff, now: number) {
  const { lang, timeZone } = context.settings.newsroom;
  const write = (fields: Record<string, string>, ago: number, by = colleagues[0]) => {
    const ended = now - ago * MINUTE;
    const started = new Date(ended - 2 * MINUTE).toISOString();
    const call = toCall(readCallFields({ started, ...fields }), { lang, timeZone, now: ended });
    return writeDown({ ...context, clock: () => ended }, by, call, { taken: [], uploaded: [] });
  };
  await write(VISIT, 2.5, you);
  const { number } = await write(FIRST, 2);
  await write({ ...SECOND, tip: String(number) }, 1);
  await keepCallDraft(context, you, BEGUN, { id: randomId(), seen: 0 });
}
