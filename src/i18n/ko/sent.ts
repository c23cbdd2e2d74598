type ReceiptFile = {
  newsroom: string;
  number: number | string;
  at: string;
  receipt: string;
  files: number;
  fileNames: readonly string[];
  missing: number;
  missingNames: readonly string[];
  /** Where the code opens the tip. */
  back: string;
};

/** A line for each name, as Windows ends them. */
const namesBelow = (names: readonly string[]) => names.map(name => `- ${name}\r\n`).join('');

/** What a reader is told once a tip has arrived. */
export const sent = {
  title: '제보가 도착했어요',
  lead: '고마워요. 담당자가 읽을게요.',
  /** Nothing, unless the newsroom has said them. */
  hours: '',
  hoursAre: (hours: string) => `담당자가 있는 때: ${hours}`,
  number: '제보 번호',
  at: '도착 시각',
  files: '받은 파일',
  filesCount: (count: number) => `${count}개`,
  moreFiles: (count: number) => `외 ${count}개`,
  missing: '도착하지 않은 파일',
  missingNext: '빠진 파일은 아래 ‘내 제보 보기’에서 더 보내 주세요.',
  receipt: '접수 코드',
  issuer: (newsroom: string) => `${newsroom} 제보 접수증`,
  goodFor:
    '이 코드로 언제든 다시 들어와 어디까지 왔는지 보고, 더 보내거나 거둘 수 있어요. 전화나 메일로 알려 주시면 담당자가 제보를 바로 찾아요.',
  onlyNow:
    '이 화면은 이 기기에서 30분 동안만 볼 수 있어요. 그 뒤에는 코드를 다시 보여 드릴 수 없으니 지금 남겨 두세요.',
  onlyHere:
    '이 브라우저가 쿠키를 남기지 않아 코드를 이 화면에서 한 번만 보여 드려요. 닫거나 떠나기 전에 꼭 남겨 두세요.',
  noCode: '접수 코드는 보여 드릴 수 없어요',
  noCodeWhy:
    '코드는 주소에 남지 않게 쿠키로만 전해요. 이 브라우저가 쿠키를 막고 있어 전하지 못했어요. 제보는 잘 도착했어요.',
  noCodeWhyHttps:
    '코드는 주소에 남지 않게 쿠키로만 전해요. 이 브라우저가 쿠키를 막고 있거나, 주소가 https로 시작하지 않아 전하지 못했어요. 제보는 잘 도착했어요.',
  noCodeInstead:
    '전화하거나 메일을 쓸 때 제보 번호와 도착 시각을 알려 주세요. 이 화면은 10분 동안만 볼 수 있어요.',
  copy: '코드 복사',
  save: '파일로 저장',
  print: '인쇄',
  noted: '코드를 적어 두었어요',
  next: '이제 어떻게 되나요?',
  nextSteps: [
    '담당자가 제보를 읽고 사실을 확인해요.',
    '연락해도 된다고 하셨다면, 물어볼 것이 있을 때 그 방법으로 연락드려요.',
    '모든 제보에 답하지는 못해요. 답이 없더라도 제보는 모두 읽어요.',
  ],
  more: '더 알릴 것이 있다면',
  another: '제보 하나 더 보내기',
  /** The file that a reader saves. */
  file: ({ newsroom, number, at, receipt, files, fileNames, missing, missingNames, back }: ReceiptFile) =>
    `${newsroom} 제보 접수증\r\n\r\n제보 번호: ${number}\r\n도착 시각: ${at}\r\n${files > 0 ? `받은 파일: ${files}개\r\n${namesBelow(fileNames)}` : ''}${missing > 0 ? `도착하지 않은 파일: ${missing}개\r\n${namesBelow(missingNames)}` : ''}접수 코드: ${receipt}\r\n\r\n다시 들어오는 곳: ${back}\r\n이 코드로 어디까지 왔는지 보고, 더 보내거나 거둘 수 있어요. 코드를 가진 사람은 누구나 그럴 수 있으니 남에게 보여 주지 마세요. 전화나 메일로 알려 주시면 담당자가 제보를 바로 찾아요.\r\n`,
  nothingTitle: '보여 드릴 접수증이 없어요',
  nothing:
    '접수증은 제보를 보낸 기기에서 30분 동안만 보여요. 시간이 지났거나, 다른 기기이거나, 쿠키를 막아 두었을 수 있어요.',
  nothingLost: '제보를 보내고 “도착했어요”를 보셨다면 제보는 잘 있어요. 확인하려면 아래로 연락해 주세요.',
};
