export const mail = {
  tip: {
    number: (number: number) => `제보 #${number}`,
    subject: (number: number, headline: string) => `[제보 #${number}] ${headline}`,
    received: '받은 시각',
    channel: '들어온 곳',
    message: '제보 내용',
    happened: '일어난 때',
    readAs: (time: string) => `이렇게 읽었어요: ${time}`,
    article: '보던 기사',
    contact: '연락처',
    contactHidden: '제보 화면에서 볼 수 있어요',
    noContact: '남기지 않았어요',
    ways: { phone: '전화', email: '메일', chat: '메신저' },
    asTyped: (typed: string) => `적은 대로: ${typed}`,
    mayReply: '이 방법으로 답장해도 돼요',
    mayNotReply: '답장 방법으로 고르지 않았어요',
    consentContact: '개인정보 수집·이용 동의',
    media: '사진·영상',
    age14: '만 14세 이상',
    yes: '예',
    no: '아니요',
    notSaid: '답하지 않았어요',
    came: {
      image: (count: number) => `사진 ${count}`,
      video: (count: number) => `영상 ${count}`,
      audio: (count: number) => `소리 ${count}`,
      other: (count: number) => `다른 파일 ${count}`,
    },
    reachableBy: {
      phone: '전화로 연락 가능',
      email: '메일로 연락 가능',
      chat: '메신저로 연락 가능',
    },
    restOfMessage: (count: number) => `남은 ${count.toLocaleString('ko')}자는 제보 화면에 있어요.`,
    moreFiles: (count: number) => `그 밖의 파일 ${count.toLocaleString('ko')}개는 제보 화면에 있어요.`,
    files: (count: number) => `파일 ${count}개`,
    attached: '이 메일에 첨부했어요',
    copyAttached: '위치를 뺀 사본을 첨부했어요. 원본은 제보 화면에서 받으세요',
    linked: '제보 화면에서 받으세요',
    notAttached: {
      disturbing: '충격적일 수 있다고 표시되어 첨부하지 않았어요',
      runs: '열면 무언가 실행될 수 있는 종류라 첨부하지 않았어요',
      archive: '압축 파일은 속을 볼 수 없어 첨부하지 않았어요',
      lies: '이름과 내용이 맞지 않아 첨부하지 않았어요',
      'tells place': '찍은 곳이나 기기 정보가 들어 있어 첨부하지 않았어요',
      'no copy': '위치를 뺀 사본을 만들지 못해 첨부하지 않았어요',
      'not looked at': '아직 살펴보지 못해 첨부하지 않았어요',
    },
    scans: {
      clean: '바이러스 검사에서 나온 것이 없어요',
      waiting: '아직 바이러스 검사를 하지 않아 첨부하지 않았어요',
      'too large': '너무 커서 바이러스 검사를 하지 못해 첨부하지 않았어요',
      unscannable: '여러 번 시도했지만 바이러스 검사를 하지 못해 첨부하지 않았어요',
      'not scanned': '바이러스 검사를 하지 않아 첨부하지 않았어요',
    },
    infected: (signature: string | null) =>
      `바이러스가 나왔어요: ${signature ?? '이름은 열 수 없음'} · 첨부하지 않았어요. 제보 화면에서 경고를 확인한 뒤에만 받을 수 있어요.`,
    mismatch: (claimed: string, found: string | null) =>
      found === null
        ? `${claimed} 종류라고 하지만 내용을 보면 그렇지 않아요.`
        : `${claimed} 종류라고 하지만 내용을 보면 ${found} 종류예요.`,
    open: '제보 화면 열기',
    answerReaches: '이 메일에 답장하면 제보자에게 바로 가요.',
    answerDoesNotReach: '이 메일에 답장해도 제보자에게는 가지 않아요.',
  },
  /** Of a confidential topic: nothing of the tip stands in it. */
  confidential: {
    subject: (number: number) => `[제보 #${number}] 비공개 제보가 왔어요`,
    heading: (number: number) => `비공개 제보 #${number}`,
    body: '내용은 메일에 싣지 않아요. 담당하는 사람과 관리자만 제보 화면에서 볼 수 있어요.',
  },
  /** To whom a colleague calls to a tip. */
  colleague: {
    headings: {
      assigned: (number: number, by: string | null) =>
        by === null ? `제보 ${number}번을 맡았어요` : `${by} 님이 제보 ${number}번을 맡겼어요`,
      mentioned: (number: number, by: string | null) =>
        by === null
          ? `제보 ${number}번의 메모를 봐 주세요`
          : `${by} 님이 제보 ${number}번의 메모에서 불렀어요`,
      forwarded: (number: number, by: string | null) =>
        by === null ? `제보 ${number}번을 전달받았어요` : `${by} 님이 제보 ${number}번을 전달했어요`,
    },
    subject: (number: number, heading: string) => `[제보 #${number}] ${heading}`,
    note: '메모',
    notInMail: '이 제보의 내용은 메일에 싣지 않아요. 제보 화면에서 볼 수 있어요.',
    rest: '나머지는 제보 화면에 있어요.',
    switchOff: '이런 메일을 받고 싶지 않으면 내 계정 화면에서 끌 수 있어요.',
  },
  /** What somebody is to look at again. */
  reminder: {
    subject: (newsroom: string, tips: number) =>
      `[${newsroom}] 오늘 다시 볼 제보 ${tips.toLocaleString('ko')}건`,
    heading: (tips: number) => `오늘 다시 볼 제보가 ${tips.toLocaleString('ko')}건 있어요`,
    since: (day: string) => `${day}부터 기다리고 있어요`,
    more: (tips: number) => `그 밖의 ${tips.toLocaleString('ko')}건은 제보 목록에 있어요.`,
    open: '다시 볼 제보 모두 보기',
    numberAlone: '비공개 제보이거나 내용을 메일에 싣지 않는 제보는 번호만 적어요.',
    switchOff: '이런 메일을 받고 싶지 않으면 내 계정 화면에서 끌 수 있어요.',
  },
  /** To whom a colleague assigns many tips at once. */
  assigned: {
    heading: (tips: number, by: string | null) =>
      by === null
        ? `제보 ${tips.toLocaleString('ko')}건을 맡았어요`
        : `${by} 님이 제보 ${tips.toLocaleString('ko')}건을 맡겼어요`,
    body: '제보 내용은 이 메일에 싣지 않아요. 내 제보 목록의 맨 위에서 볼 수 있어요.',
    open: '내 제보 보기',
  },
  /** That a reader has come back to their tip. */
  reader: {
    headings: {
      'reader wrote': (number: number) => `제보 ${number}번의 제보자가 더 보냈어요`,
      'permission changed': (number: number) => `제보 ${number}번의 사진과 영상 사용 허락이 바뀌었어요`,
      withdrawn: (number: number) => `제보 ${number}번을 제보자가 거뒀어요`,
    },
    message: '더 보낸 글',
    permission: (use: 'yes' | 'unnamed' | 'no') =>
      ({
        yes: '제보자가 보낸 사진과 영상을 써도 된다고 했어요.',
        unnamed: '제보자가 사진과 영상을 이름 없이만 써도 된다고 했어요.',
        no: '제보자가 사진과 영상을 쓰지 말라고 했어요.',
      })[use],
    files: (count: number) => `파일 ${count}개도 함께 보냈어요. 파일은 제보 화면에서 볼 수 있어요.`,
    withdrawn:
      '이름과 연락처는 지워졌고, 글과 파일도 곧 지워져요. 제보 화면에서 언제 지워지는지 볼 수 있어요.',
    withdrawnAndHeld:
      '이름과 연락처는 지워졌어요. 법적 보존 중이라 글과 파일은 남아 있고, 보존을 풀면 지워져요.',
  },
  /** What staff answer a reader who wants to hear by mail. Its subject tells nothing of the tip: others see it too. */
  answer: {
    subject: (newsroom: string) => `[${newsroom}] 보내 주신 제보에 답해 드려요`,
    /** `name`: of who wrote it, where the newsroom tells that. */
    from: (newsroom: string, name: string | null) =>
      name === null ? `${newsroom}의 답이에요` : `${newsroom} ${name}의 답이에요`,
    goesTo: (newsroom: string) =>
      `이 메일에 답하면 ${newsroom}의 메일함으로 가요. 메일 대신 접수 코드로 들어와서 이어 쓸 수도 있어요.`,
    /** Of a topic whose team alone may read it. */
    noReply:
      '제보를 맡은 사람만 읽을 수 있도록, 이 메일에는 답하지 말아 주세요. 접수 코드로 들어와서 이어 써 주세요.',
    comeBack: '접수 코드로 들어가기',
    files: (count: number) => `함께 보낸 파일 ${count}개는 접수 코드로 들어가서 내려받을 수 있어요.`,
    rest: '글이 길어서 여기까지만 실었어요. 접수 코드로 들어가면 모두 볼 수 있어요.',
    foot: (newsroom: string) => `${newsroom} 제보 데스크`,
  },
  test: {
    subject: (newsroom: string) => `[${newsroom}] 시험 메일이에요`,
    heading: '시험 메일이 도착했어요',
    body: '제보 메일도 이 주소로 와요. 이 메일은 지워도 돼요.',
    sent: '보낸 시각',
    open: '제보 목록 열기',
  },
  /** To who is to work at the desk, by whose wish. */
  invitation: {
    subject: (newsroom: string) => `[${newsroom}] 제보 데스크에 초대해요`,
    heading: (by: string | null, newsroom: string) =>
      by === null ? `${newsroom} 제보 데스크에 초대해요` : `${by} 님이 ${newsroom} 제보 데스크에 초대했어요`,
    body: '제보 데스크는 독자가 보낸 제보를 함께 읽고 확인하는 곳이에요. 아래 링크에서 비밀번호를 정하면 바로 들어갈 수 있어요. 링크는 한 번만 쓸 수 있으니 다른 사람에게 건네지 마세요. 기다린 초대가 아니라면 이 메일을 지우면 돼요.',
    until: '링크 기한',
    open: '비밀번호 정하기',
  },
  /** Before tips go by themselves. */
  retention: {
    subject: (newsroom: string, tips: number) =>
      `[${newsroom}] 곧 지워질 제보 ${tips.toLocaleString('ko')}건`,
    heading: (tips: number) => `곧 지워질 제보가 ${tips.toLocaleString('ko')}건 있어요`,
    body: '독자에게 약속한 보관 기간이 끝나면 저절로 지워지고, 되돌릴 수 없어요. 소송이나 정정 보도 때문에 더 두어야 하는 제보는 그 전에 법적 보존을 해 주세요.',
    from: '지우기 시작하는 때',
    open: '지워질 제보 보기',
  },
  /** Once a day: numbers, and nothing of any tip. */
  daily: {
    subject: (newsroom: string, came: number) =>
      `[${newsroom}] 오늘의 제보 데스크: 들어온 제보 ${came.toLocaleString('ko')}건`,
    heading: '오늘의 제보 데스크',
    body: '건수만 알려 드려요. 제보 내용은 이 메일에 싣지 않아요.',
    since: '집계 시작',
    came: '들어온 제보',
    now: (state: string) => `지금 ${state}`,
    going: (days: string) => `${days} 안에 지워질 제보`,
    head: '기록의 끝값',
    headBody:
      '누가 무엇을 했는지 남긴 기록이 나중에 고쳐지거나 잘리면 이 값으로 드러나요. 메일을 지우지 말고 두었다가, 데스크 서버에서 이 값으로 확인해 주세요: npm run jebo -- history verify --head 끝값',
    open: '제보 목록 열기',
  },
  foot: (newsroom: string) => `${newsroom} 제보 데스크가 자동으로 보낸 메일이에요.`,
};
