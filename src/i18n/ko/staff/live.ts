/** What open pages say by themselves. */
export const live = {
  came: (count: number, isMore: boolean) => `새 제보 ${count}건${isMore ? ' 이상' : ''}이 왔어요. 보기`,
  again: '새로 보기',
  alsoHere: '{who} 님도 보고 있어요',
};
