const tipsOf = (count: number, isMore: boolean) => `${count.toLocaleString('ko')}건${isMore ? ' 이상' : ''}`;

/** The pages of all tags. */
export const tagList = {
  title: '태그',
  lead: '직원이 제보에 붙인 이름이에요. 건수는 내가 볼 수 있는 제보만 세어요. 여기서 바꾸는 것도 그 제보에만 적용돼요.',
  none: '아직 태그가 없어요. 제보 화면에서 붙일 수 있어요.',
  tips: tipsOf,
  show: (name: string, count: number, isMore: boolean) =>
    `${name} 태그가 붙은 제보 ${tipsOf(count, isMore)} 보기`,
  on: (count: number, isMore: boolean) => `이 태그가 붙은 제보 ${tipsOf(count, isMore)}`,
  rename: '이름 바꾸기 · 합치기',
  name: '새 이름',
  mergeHint: '이미 있는 태그 이름을 적으면 그 태그와 합쳐져요. 합친 뒤에는 다시 나눌 수 없어요.',
  save: (count: number, isMore: boolean) => `제보 ${tipsOf(count, isMore)}에서 바꾸기`,
  remove: '모두 떼기',
  sure: (count: number, isMore: boolean) =>
    `제보 ${tipsOf(count, isMore)}에서 이 태그를 떼요. 되돌릴 수 없어요.`,
  removeAll: '태그 모두 떼기',
  notSure: '되돌릴 수 없으니 먼저 표시해 주세요.',
  nameWrong: '쉼표 없이 이름 하나를 적어 주세요.',
};
