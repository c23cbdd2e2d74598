import type { Context } from '../../context.ts';
import type { Viewer } from '../../staff/access.ts';
import { addReadyAnswer } from '../../tips/talk/ready/change-answers.ts';

/** By name: the text in Korean, and in English. */
const ANSWERS: readonly (readonly [name: string, ko: string, en: string])[] = [
  [
    '써도 되는지',
    '보내 주셔서 고마워요. 보내신 사진과 영상을 {뉴스룸} 뉴스에 써도 될까요? 이름은 빼 드릴 수 있어요.',
    'Thank you for writing to us. May {newsroom} use your photos and videos in the news? We can leave out your name.',
  ],
  [
    '다치신 데는 없는지',
    '고마워요. 다치신 데는 없으세요? 아직 {장소}에 계시면 먼저 안전한 곳으로 가 주세요.',
    'Thank you. Are you safe? If you are still at {place}, please go somewhere safe first.',
  ],
  [
    '더 자세히',
    '제보 {번호}번, 잘 읽었어요. 보신 때와 곳을 조금 더 자세히 알려 주시겠어요?',
    'We have read your tip {number}. Could you tell us more exactly when and where you saw it?',
  ],
];

/** What the newsroom often says to readers. `since`: in milliseconds since 1970, UTC. */
export async function addReadyAnswers(context: Context, you: Viewer, since: number): Promise<void> {
  const before = { ...context, clock: () => since };
  for (const [name, ko, en] of ANSWERS) await addReadyAnswer(before, you, { name, texts: { ko, en } });
}
