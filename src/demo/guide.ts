import { TIPS } from './fill/fill.ts';

type Where = {
  url: string;
  entrance: string;
  folder: string;
  isKept: boolean;
  ignored: readonly string[];
  busyPort: number | null;
};

/** What to look at, in the order in which a newcomer understands it. */
export function guide({ url, entrance, folder, isKept, ignored, busyPort }: Where): string {
  return [
    '',
    'A desk to look at: all in it is made. 둘러보는 데스크예요. 모두 지어낸 내용입니다.',
    '',
    `  Staff  기자   ${entrance}   (signs you in, no password · 누르면 바로 로그인)`,
    `  Reader 독자   ${url}/`,
    '',
    'Five minutes · 5분이면 충분해요',
    `  1. Open the staff link: ${TIPS} tips of a fortnight. A dot and bold letters mark what you have not opened yet.`,
    '     기자 링크를 여세요. 2주 동안 들어온 제보예요. 굵은 글씨와 점은 아직 열어 보지 않은 제보예요.',
    '  2. Search 예시시장 or hospital, then open one with photos. The history tells who opened what.',
    '     예시시장이나 hospital을 찾고, 사진이 있는 제보를 열어 보세요. 누가 무엇을 열었는지 기록에 남아요.',
    '  3. Begin one, write a note, close it. Search 현장사진: a file that only says it is a photo.',
    '     하나를 맡아 메모하고 닫아 보세요. 현장사진을 찾으면 사진인 척하는 파일이 나와요.',
    '  4. “Answered” in the list has two readers who have written. Answer one; it goes after 15 seconds.',
    '     목록의 ‘답장 왔어요’에 독자 둘이 적은 말이 있어요. 답장을 쓰면 15초 뒤에 나가요.',
    '  5. Send a tip of your own as a reader, with a photo. It stands first in the list a moment later.',
    '     독자 화면에서 사진을 붙여 제보를 보내 보세요. 바로 목록 맨 위에 올라와요.',
    `  6. The mail that the newsroom would get: ${folder}/mail   (nothing leaves this machine)`,
    '     뉴스룸이 받을 메일은 위 폴더에 있어요. 밖으로 나가는 것은 없습니다.',
    '',
    ...(busyPort === null
      ? []
      : [
          `  Port ${busyPort} is taken, so this is another. ${busyPort} 포트는 이미 쓰고 있어 다른 포트로 열었어요.`,
        ]),
    ...(ignored.length === 0
      ? []
      : [
          `  Left aside, as they are a real desk's · 실제 데스크의 설정이라 쓰지 않았어요: ${ignored.join(', ')}`,
        ]),
    ...endOf(folder, isKept),
    '',
  ].join('\n');
}

const endOf = (folder: string, isKept: boolean) =>
  isKept
    ? [
        `  Ctrl+C ends it. All stays in ${folder}; as a desk again: DATA_DIR=${folder} npm start`,
        `  Ctrl+C로 끝냅니다. 자료는 ${folder}에 남습니다.`,
      ]
    : [
        '  Ctrl+C ends it, and removes all that it made. To keep it: npm run demo -- --keep',
        '  Ctrl+C로 끝내면 만든 것을 모두 지웁니다. 남기려면: npm run demo -- --keep',
      ];
