/** By what staff call tips. */
export const tags = {
  title: '태그',
  add: '새 태그',
  addOne: '붙이기',
  hint: '여럿이면 쉼표로 나눠요',
  remove: (name: string) => `${name} 태그 떼기`,
  missing: '붙일 태그를 적어 주세요.',
  tooLong: (limit: number) => `태그가 너무 길어요. ${limit}자까지 쓸 수 있어요.`,
  tooMany: (limit: number) => `제보 하나에 태그는 ${limit}개까지예요. 하나를 떼고 다시 붙여 주세요.`,
};
