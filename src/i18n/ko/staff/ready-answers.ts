/** The newsroom's own texts for what is often answered: their page, and what is put before whoever answers a reader. */
export const readyAnswers = {
  title: '자주 쓰는 말',
  lead: '제보자에게 답할 때 골라 넣는 글이에요. 넣은 다음 고쳐서 보낼 수 있어요. 제보자의 언어로 넣어요.',
  none: '아직 자주 쓰는 말이 없어요.',
  newTitle: '새로 쓰기',
  name: '이름',
  nameHint: '직원만 봐요. 60자까지.',
  texts: { ko: '한국어', en: '영어' },
  textHint: '2,000자까지. 한 언어를 비우면 다른 언어의 글을 넣고, 답하는 사람에게 알려요.',
  placeholders: '고를 때 채워지는 자리',
  placeholder: {
    number: '제보 번호',
    place: '제보자가 적은 장소. 적지 않았으면 ‘현장’',
    newsroom: '뉴스룸 이름',
  },
  /** In place of the place that a reader has not named. */
  noPlace: '현장',
  onlyIn: (language: string) => `${language}만 있음`,
  move: { up: '위로', down: '아래로' },
  moves: { up: (name: string) => `${name} 위로`, down: (name: string) => `${name} 아래로` },
  /** Into the field of what is written to a reader. */
  insert: '글에 넣기',
  add: '더하기',
  save: '저장',
  remove: '이 말 지우기',
  removeAsked: '이 말을 지울까요? 이제부터 아무도 골라 쓸 수 없어요.',
  removeSure: '네, 지워요',
  removeHint: '이미 보낸 답은 그대로 남아요. 지운 것은 되돌릴 수 없어요.',
  textMissing: '한 언어로라도 글을 적어 주세요.',
  placeholderUnknown: (placeholder: string) =>
    `${placeholder}에 채울 것이 없어요. {번호}, {장소}, {뉴스룸}만 쓸 수 있어요.`,
  tooMany: (limit: number) => `${limit}개까지 둘 수 있어요. 쓰지 않는 것을 먼저 지워 주세요.`,
  stale:
    '그사이 다른 사람이 이 말을 바꿔서 저장하지 않았어요. 쓰신 것은 그대로 있으니, 지금 글과 견주어 보고 다시 저장해 주세요.',
  /** What others have made of it meanwhile. */
  now: (text: string) => (text === '' ? '지금은 비어 있어요.' : `지금 글: ${text}`),
};
