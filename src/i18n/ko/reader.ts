import type { KeptFor } from '../dates.ts';
import { sent } from './sent.ts';

const page = {
  skip: '본문으로 건너뛰기',
  privacy: '개인정보 처리방침',
  channels: '공식 제보 창구',
  languages: '언어',
  foot: '안내',
  leave: '바로 나가기',
  leaveKeys: 'Shift를 {count}번 더 누르면 바로 나가요',
};

const channels = {
  mailSubject: (newsroom: string) => `[제보] ${newsroom}`,
  heading: '제보할 수 있는 곳',
  chat: '카카오톡',
  chatHow: '검색해 채널 추가',
  chatChannel: (name: string) => `${name} 채널`,
  phone: '전화',
  mail: '메일',
  copy: '복사',
  openChat: '채널 열기',
  call: '전화하기',
  write: '메일 쓰기',
  qr: 'QR 코드',
  qrName: (name: string) => `카카오톡 채널 ‘${name}’ QR 코드`,
  title: '공식 제보 창구',
  lead: (newsroom: string) => `${newsroom} 제보는 아래 창구로만 받아요.`,
  form: '제보 양식',
  impostors: '사칭을 알아보는 법',
  signs: (newsroom: string) => [
    '여기에 없는 계정, 번호, 주소는 저희 창구가 아니에요.',
    `${newsroom} 담당자는 돈, 비밀번호, 인증번호, 주민등록번호를 묻지 않아요.`,
    '연락을 받았는데 미심쩍다면 끊고, 위의 번호나 메일로 먼저 확인해 주세요.',
  ],
};

const form = {
  headline: '당신의 제보가 뉴스가 됩니다',
  lead: (newsroom: string) => `${newsroom} 담당자가 제보를 모두 읽고, 사실을 확인해 취재로 이어 가요.`,
  optional: '선택',
  topic: '무엇에 관한 제보인가요?',
  topicNone: '고르지 않을게요',
  article: '이 기사에 관한 제보예요',
  articleLeaveOut: '지우면 기사 주소는 보내지 않아요',
  notSentTitle: '아직 보내지 못했어요',
  faultsLead: '쓰신 글은 그대로 있어요. 아래만 살펴봐 주세요.',
  chooseAgain: '파일은 브라우저가 다시 채워 줄 수 없어요. 번거롭지만 한 번 더 골라 주세요.',

  message: '무슨 일이 있었나요?',
  messageHint:
    '무엇을, 언제, 어디서 보았는지, 어떻게 알게 되었는지 적어 주세요. 이 칸만 쓰면 보낼 수 있어요.',

  files: '사진, 영상, 파일',
  filesChoose: '사진·영상·파일 고르기',
  filesDrop: '여기로 끌어다 놓아도 돼요',
  filesLimits: (size: string, count: number, total: string) =>
    `하나에 ${size}까지, ${count}개까지, 모두 ${total}까지 보낼 수 있어요. 어떤 형식이든 괜찮아요.`,
  filesCarry:
    '사진과 영상에는 찍은 곳과 시각, 기기 정보가 들어 있을 수 있어요. 뉴스룸은 보내신 그대로 받아요.',
  filesGoUp: '파일은 고르는 대로 올라가기 시작해요. 보내지 않으면 하루쯤 뒤에 지워요.',
  filesChosen: '고른 파일',

  risk: {
    title: '누가 보냈는지 알려지면 안 되나요?',
    least: '이 양식이 가장 적게 남겨요.',
    addressUnkept: '접속 주소(IP)를 저장하지 않아요.',
    otherChannels: '카카오톡, 전화, 메일에는 보낸 사람이 남아요.',
    employer: '회사 기기, 회사 인터넷, 회사 메일은 쓰지 마세요.',
    employerSees: '이 주소에 들어온 것을 회사가 볼 수 있어요.',
    tor: '접속한 곳까지 감추려면 Tor 브라우저로 여세요.',
    torWithoutScript: '스크립트를 꺼도 보낼 수 있어요.',
    photos: '사진과 영상에는 찍은 곳과 기기가 들어 있어요.',
    photosBefore: '이 화면은 스크립트 없이는 뺄 수 없으니, 보내기 전에 빼 주세요.',
    clean: '위치와 기기 정보를 빼고 보내기',
    cleanHint:
      'JPEG, PNG, WebP 사진에서 뺄 수 있어요. 화질은 그대로예요. HEIC 사진, 영상, 소리, PDF, 문서에서는 뺄 수 없어서 더하지 않고 알려 드려요. 파일 이름과 사진에 보이는 것은 그대로 가요.',
    limits: '약속할 수 없는 것도 있어요.',
    limitsText: '법원이 요구하면 저장한 내용을 내야 할 수 있어요.',
    whatIsKept: '무엇을 저장하나요',
    receipt: '접수 코드는 남이 보는 곳에 저장하지 마세요.',
    receiptText: '가진 사람이 제보한 사람으로 보여요.',
    leaveHint:
      '쓰던 글과 접수증을 이 기기에서 지우고 다른 화면으로 가요. 창을 닫고, 브라우저의 방문 기록도 지워 주세요.',
    leaveByKeys: 'Shift 키를 세 번 눌러도 돼요.',
  },

  details: '언제, 어디서 있었나요?',
  happenedAt: '언제',
  happenedAtHint: '아는 만큼만 적어 주세요. 예: 11월 23일 14:05, 어젯밤 9시쯤',

  contact: '어떻게 연락드릴까요?',
  contactLead: '적지 않아도 보낼 수 있어요. 적어 주시면 확인할 것이 있을 때 연락드려요.',
  phone: '전화번호',
  email: '메일 주소',
  chat: '카카오톡 아이디',
  chatHint: '다른 메신저라면 이름도 함께 적어 주세요.',
  replyBy: '어느 쪽으로 연락드려도 될까요?',
  replyWays: { phone: '전화', email: '메일', chat: '카카오톡', none: '익명으로 남을게요' },

  before: '보내기 전에',
  kept: '제보 내용과 파일, 적어 주신 연락처만 보관해요.',
  addressUnkept: '접속 주소(IP)와 브라우저 정보는 남기지 않아요.',
  keptHowLong: (retention: string) => `보관 기간: ${retention}.`,
  retention: ({ unused, used, open }: KeptFor) =>
    `담당자가 처리를 마친 때부터 ${unused}, 뉴스가 됐다면 ${used}. 마치지 않았다면 마지막으로 보내신 때부터 ${open}`,
  consentContact: '연락처를 쓰는 데 동의해요',
  consentContactWhen: '연락처를 적을 때만',
  consentContactText: (retention: string) => ({
    purpose: ['목적', '제보 내용 확인, 후속 취재 연락, 처리 결과 안내'],
    items: ['항목', '이름, 전화번호, 메일 주소, 메신저 아이디 가운데 적은 것'],
    period: ['기간', `${retention}. 그 뒤 저절로 지워요. 법 때문에 남겨야 하면 그동안은 지우지 않아요`],
    refusal: [
      '거부',
      '동의하지 않아도 익명으로 제보할 수 있어요. 다만 더 여쭙거나 결과를 알려 드리기 어려워요',
    ],
  }),
  age: '만 14세 이상인가요?',
  ageYes: '네',
  ageNo: '아니요',
  ageHint: '만 14세 미만이면 연락처를 받지 않아요. 보호자와 함께 전화해 주세요.',
  consentMedia: '사진과 영상을 보도에 써도 돼요',
  consentMediaWhen: '사진이나 영상을 보낼 때만',
  consentMediaText: (retention: string) =>
    `직접 찍었거나 허락할 권한이 있어요. 저작권은 그대로 제보하신 분께 있어요. 보관하는 기간은 제보와 같아요: ${retention}. 이미 나간 보도에 쓴 것은 남아요.`,
  safety: [
    '촬영보다 안전이 먼저예요. 급하면 119나 112에 먼저 연락해 주세요.',
    '신원을 감춰야 한다면 회사 기기와 회사 인터넷을 쓰지 마세요. 이 양식은 완전한 익명을 보장하지 못해요.',
    '주민등록번호는 적지 마세요.',
    '모든 제보에 답하지는 못하지만, 담당자가 모두 읽어요.',
  ],
  send: '제보 보내기',
  progress: '보낸 양',
  cancel: '멈추기',
  tryAgain: '다시 해 보기',
  tryNow: '지금 다시 해 보기',
  chooseFiles: '다시 고르기',
  sendWithout: { one: '빼고 보내기', many: '그 파일들 빼고 보내기' },
  trap: '이 칸은 비워 두세요',
};

const message = {
  back: '제보 양식으로 가기',
  backKeeps: '브라우저에서 뒤로 가면 쓰신 글이 대개 그대로 있어요.',
  other: '다른 길로 제보하기',
  errorId: (id: string) => `오류 번호: ${id}`,
};

/** What a reader is shown. */
export const reader = { page, channels, form, sent, message };
