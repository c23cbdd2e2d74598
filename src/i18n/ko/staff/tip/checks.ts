/** What staff make sure of before a tip becomes news. */
export const checks = {
  title: '확인할 것',
  done: (done: number, all: number) => `${all}개 가운데 ${done}개를 확인했어요`,
  /** Where the newsroom has no list of its own. */
  items: ['원본을 봤어요', '때와 곳이 맞아요', '찍은 사람이 맞아요', '쓸 허락을 받았어요'],
  unknown: '확인할 것에 이 항목이 없어요. 그사이 설정이 바뀌었을 수 있어요.',
};
