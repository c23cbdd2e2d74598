/** What came of a tip, which is asked when it is closed. */
export const outcomes = { used: '뉴스가 됨', 'not for us': '뉴스가 안 됨' };

export const closing = {
  ask: '어떻게 됐나요?',
  article: '기사 주소',
  articleHint: '뉴스가 됐을 때만, 안 적어도 돼요.',
  kept: (used: string, unused: string) =>
    `뉴스가 된 제보는 닫은 때부터 ${used}, 안 된 제보는 ${unused} 뒤에 저절로 지워져요.`,
  noteAndClose: '메모 남기고 닫기',
  noteAndCloseAs: (outcome: string) => `메모 남기고 닫기: ${outcome}`,
  publication: '기사',
  unknownOutcome: '어떻게 됐는지 알아볼 수 없어서 닫지 않았어요. 다시 골라 주세요.',
  notWebPage: '기사 주소를 알아볼 수 없어서 닫지 않았어요. https://로 시작하는 주소를 적거나 비워 두세요.',
};
