import { formatSize } from '../size.ts';

/** What a person is told when something is refused. Nothing here blames anyone. */
export const errors = {
  notFound: '찾으시는 것이 여기 없어요.',
  notFoundTitle: '이 주소에는 아무것도 없어요',
  unexpected: '저희 쪽에 문제가 생겼어요. 잠시 뒤에 다시 해 주세요.',
  unexpectedTitle: '문제가 생겼어요',
  refusedTitle: '제보를 받지 못했어요',
  stale: '그 사이에 다른 사람이 이 제보를 바꿨어요. 지금 상태를 확인하고 다시 해 주세요.',
  alreadyForgotten: '이 제보는 이미 지워졌어요.',
  notForm: '제보는 이 사이트의 양식으로 보내 주세요. 이 요청은 양식의 형식이 아니었어요.',
  notUtf8: '글자를 읽을 수 없었어요. UTF-8로 다시 보내 주세요.',
  tooLarge: '보내신 글이 너무 길어요. 내용은 100,000자까지, 다른 칸은 200자까지 쓸 수 있어요.',
  tooManyParts: '한 번에 보낼 수 있는 항목이 너무 많아요. 파일 수를 줄여 다시 보내 주세요.',
  broken: '보내는 중에 내용이 끊기거나 깨졌어요. 저장된 것은 없어요. 다시 보내 주세요.',
  tooManyTips: (when: string) =>
    `이 인터넷 주소에서 짧은 시간에 많은 제보가 왔어요. ${when} 이후에 다시 보내 주세요. 급하면 이 페이지에 있는 다른 방법으로 알려 주세요.`,
  tooManyUploads:
    '이 인터넷 주소에서 아직 보내지 않은 파일이 너무 많아요. 필요 없는 파일을 빼거나 잠시 뒤에 다시 해 주세요.',
  tooBusy:
    '지금 한꺼번에 많은 제보가 오고 있어서 이번 것은 받지 못했어요. 잠시 뒤에 다시 보내 주세요. 급하면 이 페이지에 있는 다른 방법으로 알려 주세요.',
  noSpace:
    '지금은 파일을 받을 자리가 없어요. 글만 보내시거나, 파일은 이 페이지에 있는 다른 방법으로 보내 주세요.',
  filesAway:
    '지금은 파일을 다룰 수 없어요. 글만 먼저 보내시거나, 몇 분 뒤에 파일과 함께 다시 해 주세요. 급하면 이 페이지에 있는 다른 방법으로 알려 주세요.',
  noSpaceAtAll:
    '지금은 제보를 저장할 자리가 없어서 받지 못했어요. 다른 방법으로 알려 주시거나 잠시 뒤에 다시 보내 주세요.',
  form: {
    missing: '무슨 일이 있었는지 적어 주세요.',
    tooLong: (limit: number, length: number) =>
      `${limit.toLocaleString('ko')}자까지 쓸 수 있어요. 지금은 ${length.toLocaleString('ko')}자예요.`,
    consentNeeded:
      '이름이나 연락처를 남기시려면 여기에 동의해 주세요. 연락처를 지우면 동의 없이 보낼 수 있어요.',
    noneStandsAlone: '‘익명으로 남을게요’는 다른 답장 방법과 함께 고를 수 없어요.',
    anonymousWithContact:
      '익명을 고르셨는데 이름이나 연락처가 적혀 있어요. 지우시거나 답장받을 방법을 골라 주세요.',
    wayWithoutAddress: '답장받을 방법으로 고르셨어요. 여기를 적어 주세요.',
    notAnEmail: '이 이메일 주소로는 답장을 보낼 수 없어요. 주소를 다시 확인해 주세요.',
    underFourteen:
      '만 14세 미만이면 연락처를 받을 수 없어요. 연락처를 지우고 보내거나, 보호자와 함께 전화해 주세요.',
    fileTooLarge: (name: string, limit: number) =>
      `‘${name}’ 파일이 너무 커요. 파일 하나에 ${formatSize(limit, 'ko')}까지 보낼 수 있어요.`,
    totalTooLarge: (name: string, limit: number) =>
      `‘${name}’까지 더하면 너무 커요. 모두 합해 ${formatSize(limit, 'ko')}까지 보낼 수 있어요.`,
    tooManyFiles: (limit: number) => `파일은 ${limit}개까지 보낼 수 있어요.`,
    unknownUpload: '올린 파일 하나를 찾을 수 없거나 다 올라오지 않았어요. 그 파일을 다시 골라 주세요.',
    tooFast: '확인을 위해 한 번 더 눌러 주세요. 적으신 내용은 그대로 있어요.',
    trap: '자동으로 채워진 칸이 있어 확인이 필요해요. 한 번 더 보내기를 눌러 주세요. 적으신 내용은 그대로 있어요.',
  },
};
