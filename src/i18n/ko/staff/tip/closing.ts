/** What came of a tip, which is asked when it is closed. */
export const outcomes = {
  used: '뉴스가 됨',
  'passed on': '다른 부서로',
  unverified: '확인 못 함',
  duplicate: '같은 제보',
  'not for us': '우리 일이 아님',
  spam: '스팸',
  test: '시험',
  withdrawn: '제보자가 거둠',
};

export const closing = {
  ask: '어떻게 됐나요?',
  article: '기사 주소',
  articleHint: '뉴스가 됐을 때만, 안 적어도 돼요.',
  original: '같은 제보의 번호',
  originalHint: '같은 제보일 때만 적어요.',
  sameAs: (number: number) => `${number}번과 같은 제보`,
  kept: (used: string, unused: string) =>
    `뉴스가 된 제보는 닫은 때부터 ${used}, 안 된 제보는 ${unused} 뒤에 저절로 지워져요.`,
  withNote: '쓰던 글도 메모로 남기기',
  publication: '기사',
  unknownOutcome: '어떻게 됐는지 알아볼 수 없어서 닫지 않았어요. 다시 골라 주세요.',
  originalMissing: '어느 제보와 같은지 번호를 적어 주세요. 아직 닫지 않았어요.',
  originalUnknown: '그 번호의 제보를 찾을 수 없어서 닫지 않았어요. 번호를 다시 봐 주세요.',
  originalItself: '이 제보의 번호예요. 다른 제보의 번호를 적어 주세요. 아직 닫지 않았어요.',
  notWebPage: '기사 주소를 알아볼 수 없어서 닫지 않았어요. https://로 시작하는 주소를 적거나 비워 두세요.',
};
