/** What staff write to the reader of a tip, beside the notes that are for staff alone. */
export const answering = {
  choose: '누가 읽을 글인지 고르기',
  toReader: '제보자에게',
  toStaff: '메모',
  field: '제보자에게 보낼 말',
  readBy: '제보자가 읽어요. 메모가 아니에요.',
  way: '보내는 길',
  ways: { receipt: '접수 코드 화면', email: '메일과 접수 코드 화면' },
  wayHints: {
    receipt: '제보자가 접수 코드로 들어오면 읽어요. 알림은 가지 않아요.',
    email: '제보자가 남긴 주소로 메일을 보내고, 접수 코드 화면에도 남겨요.',
  },
  files: '함께 보낼 파일 (안 넣어도 돼요)',
  filesLimits: (each: string, count: number, all: string) =>
    `하나에 ${each}, ${count}개, 모두 합해 ${all}까지. 제보자는 접수 코드 화면에서 내려받아요. 메일에는 붙이지 않아요.`,
  filesAsTheyAre:
    '찍은 곳이나 만든 사람처럼 파일에 담긴 정보도 그대로 가요. 다른 버튼을 누르면 고른 파일은 남지 않으니 보내기 바로 전에 골라 주세요.',
  filesAgain: '고른 파일은 보내지 않았어요. 다시 골라 주세요.',
  /** Of one in which the scan found something. */
  filesNotGiven: '제보자는 받을 수 없어요.',
  send: '제보자에게 보내기',
  sendHint: '보낸 뒤 15초 동안 되돌릴 수 있어요.',
  draft: '쓰던 말이에요. 아직 보내지 않았고, 나만 볼 수 있어요.',
  draftWaits: '제보자에게 쓰던 말을 아직 보내지 않았어요. 칸에 그대로 있어요.',
  toDraft: '쓰던 칸으로',
  readFirst: '쓰는 동안 제보자와 새로 오간 말이 있어요. 보내지 않았어요. 먼저 읽어 보세요.',
  readAndSend: '읽었어요, 보내기',
  /** Of what a reader wrote last, such as a word of thanks. */
  noAnswer: '답장 필요 없음',
  noAnswerHint: '제보자가 마지막으로 적었어요. 고맙다는 인사처럼 답할 것이 없다면:',
  needsNoAnswer: '답장이 필요 없다고 했어요. 제보자가 또 적으면 다시 나와요.',
  answerNeeded: '답장 필요함',
  /** Of a closed tip. `days`: for so long, once an answer goes. */
  ranOut: (time: string, days: string) =>
    `제보자가 더 알릴 수 있는 기간이 ${time}에 지났어요. 답을 보내면 그때부터 ${days} 동안 다시 쓸 수 있어요.`,
  over: '이 제보의 대화는 끝나서 제보자에게 더 쓸 수 없어요.',
  written: (who: string) => `${who} → 제보자`,
  fates: {
    waiting: '곧 보내요',
    'held back': '제보자가 먼저 적어서 보내지 않음',
    sending: '보내는 중',
    sent: '보냄',
    'kept as file': '파일로 보관',
    failed: '메일을 보내지 못함',
    'not sent': '메일을 보내지 않음',
  },
  neverSent: '그사이 대화가 끝나서 보내지 않음',
  /** Of a mail to a reader, whose mailbox is nobody's here: the rest is as of any mail. */
  troubles: {
    'recipient unknown': '제보자가 남긴 주소를 받는 쪽 메일 서버가 몰라요.',
    'mailbox full': '제보자의 메일함이 가득 찼어요.',
    'mailbox off': '제보자의 메일함이 메일을 받지 않아요.',
    'system off': '제보자 쪽 메일 서버가 지금은 메일을 받지 않아요.',
    'content refused': '제보자 쪽 메일 서버가 메일의 내용을 거절했어요.',
    'too large': '제보자 쪽 메일 서버가 받기에는 메일이 너무 커요.',
    'tip unopened': '이 답장을 열 수 없어요. 백업에서 되찾으면 저절로 다시 보내요.',
  },
  onReceiptPage: '접수 코드 화면에는 있어요',
  read: (time: string) => `${time}에 제보자가 읽음`,
  takenAway: '제보자가 화면에서 지움',
  giveUp: '메일은 그만 보내기',
  undo: '되돌리기',
  undoFiles: '되돌리면 파일은 다시 골라야 해요.',
  undoable: '제보자에게 곧 보내요.',
};
