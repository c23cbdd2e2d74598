/** What goes by itself next, and what is held. */
export const retention = {
  title: '곧 지워질 제보',
  views: '보기',
  going: (count: number) => `30일 안에 지워져요 ${count.toLocaleString('ko')}`,
  held: (count: number) => `법적 보존 중 ${count.toLocaleString('ko')}`,
  lead: '독자에게 약속한 보관 기간이 끝나면 저절로 지워지고, 되돌릴 수 없어요. 더 두어야 하는 제보는 열어서 법적 보존을 해 주세요.',
  heldLead: '보존을 풀 때까지 기간이 지나도 지워지지 않아요. 이유가 없어진 것은 풀어 주세요.',
  goes: '지워지는 때',
  since: '보존한 때',
  number: '번호',
  tip: '제보',
  rule: '까닭',
  rules: {
    unused: (kept: string) => `뉴스가 되지 않고 닫은 지 ${kept}`,
    used: (kept: string) => `뉴스가 되어 닫은 지 ${kept}`,
    open: (kept: string) => `제보자의 마지막 말에서 ${kept}`,
  },
  /** On a tip's own page. */
  goesBy: (time: string) => `그대로 두면 ${time}에 저절로 지워져요.`,
  goesSoon: '보관 기간이 끝났어요. 메일로 알린 뒤 저절로 지워져요.',
  reason: '이유',
  heldBy: (by: string, reason: string) => `${by}: ${reason}`,
  nothing: '30일 안에 지워질 제보가 없어요.',
  nothingHeld: '보존하고 있는 제보가 없어요.',
  next: '그다음',
  first: '처음으로',
  pages: '목록 넘기기',
};
