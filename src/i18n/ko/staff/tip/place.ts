/** Where a tip stands in the list that its page was reached from. */
export const place = {
  toView: (view: string) => `${view} 목록으로`,
  of: (place: number, count: number, isMore: boolean) => `${count}${isMore ? '+' : ''}건 가운데 ${place}번째`,
  previous: '앞 제보',
  next: '다음 제보',
  closed: (number: number) => `제보 ${number}번을 닫았어요. 다음 제보예요.`,
  assigned: (number: number) => `제보 ${number}번을 맡겼어요. 다음 제보예요.`,
  moved: (number: number) => `제보 ${number}번을 다른 주제로 옮겼어요. 다음 제보예요.`,
  toClosed: '닫은 제보 보기',
};
