/** The list's tabs. */
export const views = {
  new: '새 제보',
  mine: '내 제보',
  unassigned: '맡은 사람 없음',
  open: '진행 중',
  answered: '답장 왔어요',
  due: '오늘 다시 볼 것',
  closed: '닫음',
  spam: '스팸',
  all: '모두',
};

/** Whose turn it is in the talk. */
export const turns = {
  replied: '답장 왔어요',
  unanswered: '답장 필요해요',
  waiting: '답장 기다려요',
};

/** By what the list is narrowed down and sorted. */
export const filter = {
  views: '보기',
  add: '거르기',
  apply: '이렇게 거르기',
  clear: '조건 모두 빼기',
  nothing: '이 조건에 맞는 제보가 없어요.',
  toDay: '날짜로 가기',
  day: '날짜',
  goToDay: '그날부터 보기',
  takeOut: '빼기',
  any: '모두',
  /** An address that asks for what there is not. */
  wrong: '주소에 알아볼 수 없는 조건이 있어서 빼고 보여 드려요:',
  unknown: '알아볼 수 없는 조건이에요.',
  fields: {
    view: '보기',
    state: '상태',
    outcome: '결과',
    topic: '주제',
    channel: '들어온 곳',
    assignee: '맡은 사람',
    tag: '태그',
    talk: '오간 말',
    has: '있는 것',
    unread: '읽음',
    from: '받은 날부터',
    to: '받은 날까지',
    sort: '차례',
  },
  having: { media: '사진·영상', file: '파일', contact: '답장할 연락처', permission: '사용 허락' },
  me: '나',
  none: '없음',
  unread: '안 읽음',
  sorts: { newest: '최신순', oldest: '오래된 순', changed: '마지막 변화', important: '중요도' },
};

/** What is said where nothing stands in one. */
export const emptyViews = {
  new: '새 제보를 모두 봤어요.',
  mine: '맡은 제보가 없어요.',
  unassigned: '맡은 사람이 없는 제보가 없어요.',
  open: '진행 중인 제보가 없어요.',
  answered: '답장을 기다리는 제보가 없어요.',
  due: '오늘 다시 볼 제보가 없어요.',
  closed: '닫은 제보가 없어요.',
  spam: '스팸으로 닫은 제보가 없어요.',
  all: '제보가 없어요.',
};
