/** The list of tips, and what admins are told above it. */
export const list = {
  title: '제보 목록',
  search: '제보 찾기',
  searchFor: '번호, 낱말, 전화번호, 접수 코드',
  find: '찾기',
  receipt: '접수 코드',
  receiptHint: '제보한 분이 불러 준 코드',
  openByReceipt: '열기',
  byReceipt: '접수 코드로 열기',
  unknownReceipt: '이 접수 코드로 들어온 제보가 없어요. 빠지거나 바뀐 글자가 없는지 다시 들어 보세요.',
  number: '번호',
  place: '장소',
  channel: '들어온 곳',
  reply: '답장',
  unread: '안 읽음',
  forgotten: '지운 제보',
  fileCount: (count: number) => `파일 ${count}개`,
  film: (length: string) => `영상 ${length}`,
  noteCount: (count: number) => `메모 ${count}개`,
  noReply: '고른 답장 방법 없음',
  days: { today: '오늘', yesterday: '어제' },
  draftsWait: '쓰다가 둔 글이 있어요:',
  newer: '더 새로운 제보',
  older: '더 오래된 제보',
  pages: '목록 넘기기',
  nothing: '아직 들어온 제보가 없어요.',
  /** To who sees a part of them alone. */
  nothingOfYours: '담당하는 주제의 제보나 맡은 제보가 아직 없어요.',
  giveLink: '독자에게 제보 양식의 주소를 알려 주세요:',
  invite: '동료 부르기',
  nothingFound: (search: string) => `‘${search}’ 검색 결과가 없어요.`,
  nothingFoundYet: (search: string) => `‘${search}’ 검색 결과가 아직 없어요.`,
  found: (search: string, count: number, isMore: boolean) =>
    `‘${search}’ 검색 결과 ${count.toLocaleString('ko')}건${isMore ? ' 이상' : ''}`,
  searchedTo: (number: number) => `#${number.toLocaleString('ko')}까지 찾았어요`,
  searchOn: '이어서 찾기',
  foundIn: { message: '제보 내용', note: '메모', file: '파일', contact: '이름이나 연락처에서 찾았어요' },
  all: '전체 목록 보기',
};

export const mail = {
  keptAsFiles: 'SMTP_URL이 없어서 메일을 보내지 않고 파일로 보관하고 있어요.',
  stuck: (count: number) => `메일 ${count}통이 나가지 못하고 있어요.`,
  stopped: (count: number) => `메일 ${count}통은 보내기를 멈췄어요.`,
  stoppedHint: (_count: number) => '그만 보낼지, 지금 받는 주소로 보낼지 고를 수 있어요:',
  unanswered: '제보자에게 닿지 못한 답장이 있어요:',
  since: (time: string) => `${time}부터 기다리고 있어요.`,
  retry: '다시 보내기',
  test: '시험 메일 보내기',
  giveUpTest: '시험 메일은 그만 보내기',
};

export const warnings = {
  warning: '알림',
  forwarded:
    '앞에 프록시가 있는 것 같은데 TRUST_PROXY가 0이에요. 모든 제보가 한 주소에서 온 것처럼 세어질 수 있어요.',
  direct:
    'TRUST_PROXY에 적은 프록시를 거치지 않은 요청이 왔어요. 데스크의 포트에 바로 닿는 사람은 주소를 꾸며 제한을 피할 수 있어요. 포트를 프록시에만 열어 두고, 프록시가 X-Forwarded-For를 적는지 확인해 주세요.',
  unreadable:
    '프록시가 적어 보낸 주소(X-Forwarded-For)를 읽을 수 없어요. 그렇게 온 사람은 모두 한 주소로 세어서 제한에 함께 걸려요. 프록시 설정을 확인해 주세요.',
  'database full':
    '방금 데이터베이스에 남는 연결이 없어서 잠시 기다려 달라고 한 사람이 있어요. PostgreSQL의 max_connections나 이 사용자의 연결 한도를 늘려 주세요.',
  'database read-only':
    '데이터베이스가 읽기 전용이라 제보를 받지 못하고 있어요. DATABASE_URL이 쓰기를 받는 서버를 가리키는지, SQLite라면 DATA_DIR에 쓸 수 있는지 확인해 주세요.',
  'database no-rights':
    '데이터베이스 사용자에게 필요한 권한이 없어서 제보를 받지 못하고 있어요. 그 사용자를 데이터베이스의 소유자로 만들어 주세요.',
  'database away':
    '방금 데이터베이스가 대답하지 않아서 받지 못한 제보가 있을 수 있어요. PostgreSQL이 잘 돌고 있는지, SQLite라면 다른 프로그램이 붙잡고 있지 않은지 확인해 주세요.',
  disk: '디스크의 남은 자리가 DISK_RESERVE 아래로 내려와서 새 파일을 받지 않고 있어요. 글은 계속 들어와요. 자리를 비우거나 디스크를 늘려 주세요.',
  sandbox:
    '미리 보기를 기다리는 파일이 있어요. 파일이 많이 왔거나 디스크나 메모리가 모자랄 수 있어요. 파일은 그대로 있고, 될 때까지 다시 시도해요.',
  scanner: '바이러스 검사를 기다리는 파일이 있어요. ClamAV가 켜져 있고 CLAMD_URL이 맞는지 확인해 주세요.',
};

export const done = {
  retried: '기다리던 메일을 다시 보내기 시작했어요.',
  closed: '제보를 닫았어요. 이 목록의 마지막 제보였어요.',
  assigned: '제보를 맡겼어요. 이 목록의 마지막 제보였어요.',
  moved: '제보를 다른 주제로 옮겼어요. 이 목록의 마지막 제보였어요.',
  tested: '시험 메일을 보내고 있어요. 도착하지 않으면 이 페이지에서 알려 드려요.',
  testedAsFile: '시험 메일을 파일로 보관했어요.',
};
