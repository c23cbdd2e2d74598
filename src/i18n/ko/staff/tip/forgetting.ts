/** What is asked before a tip is forgotten. */
export const forget = {
  title: (number: number) => `제보 ${number}번 지우기`,
  lead: '지우면 되돌릴 수 없어요.',
  goes: '사라지는 것',
  text: '제보 내용, 제목, 장소, 이름',
  contacts: (count: number) => `연락처 ${count}개`,
  files: (count: number) => `파일 ${count}개`,
  notes: (count: number) => `메모 ${count}개`,
  drafts: '쓰다가 남기지 않은 메모',
  mails: '이 서버에 보관한 메일',
  stays: '남는 것',
  numberAndHistory: '번호와 기록(누가 언제 무엇을 했는지)',
  elsewhere: '이미 보낸 메일과 내려받은 파일은 따로 지워야 해요.',
  confirm: (number: number) => `제보 ${number}번이 영영 지워진다는 것을 알고 있어요.`,
  confirmFirst: '지우려면 먼저 위 칸에 표시해 주세요. 아직 아무것도 지우지 않았어요.',
  send: '제보 지우기',
  cancel: '지우지 않고 돌아가기',
  alreadyForgotten: '이 제보는 이미 지웠어요.',
};

/** What a forgotten tip's page says of how it went. */
export const proof = {
  title: '지웠다는 증명',
  by: (by: string) => `${by} 님이 지웠어요.`,
  rules: {
    unused: '뉴스가 되지 않고 닫은 뒤 보관 기간이 끝나 저절로 지워졌어요.',
    used: '뉴스가 되어 닫은 뒤 보관 기간이 끝나 저절로 지워졌어요.',
    open: '제보자의 마지막 말 뒤 보관 기간이 끝나 저절로 지워졌어요.',
    withdrawn: '제보자가 거두어, 그때 알린 기간이 끝나 저절로 지워졌어요.',
    restored: '백업을 되살리면서 다시 지웠어요. 백업을 만든 뒤에 지운 제보였어요.',
  },
  files: (count: number) => `파일 ${count.toLocaleString('ko')}개`,
  rows: (count: number) => `기록 ${count.toLocaleString('ko')}개`,
  owed: '아직 지우고 있는 것이 있어요.',
  proved: (time: string) => `${time}에 남김없이 지워졌어요.`,
  digest: '지운 것의 SHA-256',
};
