/** Signing in, and setting a password. */
export const login = {
  title: '로그인',
  lead: '제보를 읽으려면 로그인해 주세요.',
  ended:
    '로그인이 끝나서 다시 로그인해야 해요. 방금 누른 것은 적용하지 않았어요. 로그인하면 보던 곳으로 돌아가요.',
  kept: '로그인이 끝나서 방금 누른 것은 적용하지 않았어요. 쓰던 글은 보관했으니, 다시 로그인하면 그대로 있어요.',
  email: '메일 주소',
  password: '비밀번호',
  send: '로그인',
  over: '비밀번호를 확인한 지 오래됐어요. 처음부터 다시 로그인해 주세요.',
  wrong: '메일 주소나 비밀번호가 맞지 않아요. 다시 확인해 주세요.',
  byHttp:
    '이 페이지가 http로 열려서 여기서는 로그인할 수 없어요. 비밀번호를 중간에서 엿볼 수 있으니 https 주소에서 로그인해 주세요.',
  forgotten: '비밀번호를 잊었다면 데스크를 운영하는 사람에게 새 링크를 부탁하세요.',
  tooOften: '로그인을 여러 번 시도했어요. 잠시 뒤에 다시 해 주세요.',
  tryAgainIn: (seconds: number) =>
    seconds < 90
      ? `${seconds}초 뒤에 다시 할 수 있어요.`
      : `${Math.ceil(seconds / 60)}분 뒤에 다시 할 수 있어요.`,
  busy: '지금 로그인이 몰렸어요. 잠시 뒤에 다시 해 주세요.',
};

export const setup = {
  title: '비밀번호 정하기',
  firstTitle: '첫 계정 만들기',
  lead: '이 링크는 한 번만 쓸 수 있어요. 비밀번호를 정하면 바로 로그인돼요.',
  email: '메일 주소',
  password: '새 비밀번호',
  rule: (least: number) => `${least}자 이상이면 돼요. 낱말 여러 개를 이어 쓰면 길고 외우기 쉬워요.`,
  send: '정하고 로그인',
  tooShort: (least: number) => `비밀번호가 짧아요. ${least}자 이상으로 정해 주세요.`,
  tooLong: (most: number) => `비밀번호가 너무 길어요. ${most}자까지 쓸 수 있어요.`,
  guessable: {
    common: '많은 사람이 쓰는 비밀번호라서 금방 알아낼 수 있어요. 서로 상관없는 낱말 서너 개를 이어 보세요.',
    repeats: '같은 것이 되풀이돼서 금방 알아낼 수 있어요. 서로 상관없는 낱말 서너 개를 이어 보세요.',
    run: '차례대로 이어진 글자라서 금방 알아낼 수 있어요. 서로 상관없는 낱말 서너 개를 이어 보세요.',
    address: '메일 주소와 비슷해서 금방 알아낼 수 있어요. 주소와 상관없는 낱말 서너 개를 이어 보세요.',
    else: '몇 번 해 보면 알아낼 수 있는 비밀번호예요. 서로 상관없는 낱말 서너 개를 이어 보세요.',
  },
  notAnEmail: '메일 주소를 확인해 주세요. 예: editor@example.kr',
  gone: {
    used: '이 링크로 정할 비밀번호는 이미 정해졌어요. 그 비밀번호로 로그인하세요. 직접 정하지 않았다면 데스크를 운영하는 사람에게 바로 알려 주세요.',
    replaced: '새 링크가 나와서 이 링크는 쓸 수 없어요. 마지막에 나온 링크를 쓰세요.',
    old: '만든 지 하루가 지나 쓸 수 없는 링크예요. 데스크를 운영하는 사람에게 새 링크를 부탁하세요.',
    'account-ended': '이 링크로 쓰던 계정은 끝났어요. 계정이 필요하면 데스크를 운영하는 사람에게 부탁하세요.',
    'not-needed':
      '첫 계정이 이미 있어서 이 링크는 쓸모가 없어졌어요. 계정이 필요하면 데스크를 운영하는 사람에게 부탁하세요.',
    unknown:
      '이 데스크에 없는 링크예요. 주소를 끝까지 복사했는지, 이 데스크에서 나온 링크인지 확인해 주세요.',
  },
  lastAdmin:
    '관리자가 한 명도 남지 않게 돼요. 먼저 다른 사람을 관리자로 바꿔 주세요. 그래도 해야 한다면 데스크를 운영하는 사람이 명령에 --no-admin-left를 붙여 할 수 있어요.',
  tipsLeft: (tips: string) =>
    `이 사람이 맡고 있는 제보가 있어요: ${tips}. 그만두면 맡은 사람이 없는 제보가 돼요. 그래도 하려면 --unassign을 붙여 주세요.`,
  alreadyStaff: (email: string) =>
    `${email} 계정이 이미 있어요. 비밀번호를 새로 정할 링크: npm run jebo -- staff reset ${email}`,
  linkStillGood: (email: string, hours: number) =>
    `${email} 계정은 이미 있고, 먼저 나온 링크를 ${hours}시간쯤 더 쓸 수 있어요. 그 링크를 잃었다면: npm run jebo -- staff reset ${email}`,
  neverSignedIn: (email: string) =>
    `${email} 계정은 있지만 비밀번호를 아직 정하지 않았고, 링크도 하루가 지났어요. 새 링크: npm run jebo -- staff reset ${email}`,
  notStaff: (email: string) => `${email} 계정이 없어요. 만들려면: npm run jebo -- staff add ${email}`,
};
