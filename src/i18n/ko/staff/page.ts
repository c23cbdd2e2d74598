/** What stands on every page of the staff, and what any of them may be refused with. */
export const page = {
  desk: '제보 데스크',
  toList: '목록으로',
  rooms: '데스크',
  tips: '제보',
  admin: '설정',
  newsroom: '뉴스룸',
  signedIn: '로그인한 사람',
  signOut: '로그아웃',
  language: '언어',
  zone: (zone: string) => `시각은 ${zone} 기준이에요.`,
  sorry: '여기서 멈췄어요',
};

/** What is said of what is not there, or may not be seen. */
export const missing = {
  tip: (number: string) => `제보 ${number}번은 없어요`,
  tipHint: '번호를 다시 확인해 주세요. 쓰이지 않고 건너뛴 번호일 수도 있어요.',
  file: '이 파일은 없어요',
  unopened:
    '이 파일을 열 수 없어요. 보관된 곳에서 손상됐거나 열쇠가 없어요. 제보 데스크를 운영하는 분께 백업에서 찾아 달라고 해 주세요.',
  /** In place of it. */
  text: '열 수 없는 글이에요',
  fileHint: '제보를 지우면 파일도 사라져요. 제보에서 파일을 다시 찾아 주세요.',
  page: '이 주소에는 아무것도 없어요',
  pageHint: '주소가 잘못되었거나 오래된 것일 수 있어요.',
};

export const refused = {
  notAllowed: '이 일을 할 권한이 없어요. 제보 데스크를 운영하는 사람에게 물어보세요.',
  unknownToken: '이 토큰은 없거나 끝났어요. 내 계정 페이지에서 새로 만들어 주세요.',
  notByToken: '토큰으로는 할 수 없는 일이에요. 로그인해서 직접 해 주세요.',
  crossSite: '다른 사이트에서 온 요청이라 받지 않았어요. 이 데스크의 페이지에서 다시 눌러 주세요.',
  othersPage:
    '다른 사람이 로그인했을 때 연 화면에서 보낸 것이라 적용하지 않았어요. 거기에 쓴 글은 그 사람만 볼 수 있게 보관했어요. 제보를 다시 열어 주세요.',
  tooLarge: '보낸 내용이 너무 커요.',
  unreadable: '보낸 내용을 읽을 수 없었어요. 앞 페이지로 돌아가 다시 해 주세요.',
};
