/** A legal hold: nothing of the tip is forgotten until it is released. */
export const hold = {
  title: '법적 보존 중이에요. 풀 때까지 이 제보는 지워지지 않아요.',
  since: (by: string, time: string) => `${by} 님이 ${time}부터 보존하고 있어요.`,
  open: '법적 보존…',
  hint: '보존하면 풀 때까지 기간이 지나도 지워지지 않고, 아무도 지울 수 없어요. 소송이나 조사처럼 꼭 남겨야 할 때만 쓰세요.',
  reason: '보존하는 이유',
  place: '보존하기',
  openRelease: '보존 풀기…',
  releaseHint: '풀면 보관 기간이 지난 제보는 메일로 미리 알린 뒤 저절로 지워져요.',
  release: '보존 풀기',
  notForgettable: '법적 보존 중이라 지울 수 없어요.',
  reasonEmpty: '왜 보존하는지 적어 주세요.',
  reasonTooLong: (limit: number) => `이유가 너무 길어요. ${limit.toLocaleString('ko')}자까지 쓸 수 있어요.`,
};
