import type { KEY_PLACES, KeyName } from '../../../keys.ts';

type Words = {
  title: string;
  use: string;
  shut: string;
  hint: string;
  places: Readonly<Record<(typeof KEY_PLACES)[number], string>>;
  does: Readonly<Record<KeyName, string>>;
};

/** What keys do. */
export const keys: Words = {
  title: '단축키',
  use: '단축키 쓰기',
  shut: '닫기',
  hint: '한글 상태에서도 눌러요. 글을 쓰는 동안에는 Ctrl+Enter 말고는 꺼져 있어요.',
  places: { anywhere: '어디서나', list: '목록', tip: '제보' },
  does: {
    search: '제보 찾기',
    toList: '새 제보',
    toMine: '내 제보',
    toUnassigned: '맡은 사람 없음',
    call: '통화 적기',
    help: '단축키 보기',
    down: '아래로',
    up: '위로',
    open: '열기',
    filter: '거르기',
    fresh: '새로 온 제보 보기',
    tick: '고르기',
    tickTo: '여기까지 고르기',
    takeMany: '고른 제보, 없으면 이 줄의 제보 맡기',
    assignMany: '다른 사람에게 맡기기',
    tagMany: '태그',
    closeMany: '닫기…, 그다음 번호',
    spam: '스팸으로 닫기',
    chooseNone: '고르기 취소',
    undo: '방금 한 일 되돌리기',
    assignToMe: '제가 맡을게요',
    assign: '다른 사람에게 맡기기',
    close: '닫기…, 이어서 번호',
    remind: '다시 볼 날',
    answer: '제보자에게 쓰기',
    note: '새 메모',
    tag: '태그 붙이기',
    send: '쓴 글 보내기, 메모 남기기 (Mac은 ⌘+Enter)',
    nextTip: '다음 제보',
    previousTip: '앞 제보',
  },
};
