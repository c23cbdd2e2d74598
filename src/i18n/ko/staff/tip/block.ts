/** A reader who abuses the desk can add nothing to their tip any more. */
export const block = {
  open: '대화 막기…',
  hint: '막으면 제보자가 접수 코드로 들어와도 글과 파일을 더 보낼 수 없어요. 욕설이나 도배처럼 데스크를 괴롭힐 때만 쓰세요. 연락처를 지우거나 제보를 거두는 것은 그대로 할 수 있고, 언제든 풀 수 있어요.',
  place: '대화 막기',
  blocked: '제보자와의 대화를 막았어요. 제보자는 더 보낼 수 없어요.',
  release: '대화 막은 것 풀기',
};

/** Why a reader can write no more. */
export const talkEnds = {
  withdrawn: '제보자가 거둠',
  closed: '대화 막음',
};
