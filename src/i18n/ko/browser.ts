/** What the reader's scripts say; `{name}` and the like are filled in by the browser. */
export const browser = {
  copied: '복사했어요',
  notCopied: '복사하지 못했어요',
  lettersLeft: '{count}자 더 쓸 수 있어요',
  lettersOver: '{count}자가 넘쳤어요. 줄이거나 파일로 보내 주세요.',
  remove: '빼기',
  removeFile: '{name} 빼기',
  removed: '{name} 파일을 뺐어요',
  chosen: '파일 {count}개, {size}',
  tooLarge:
    '‘{name}’ 파일이 너무 커요. 하나에 {limit}까지 보낼 수 있어요. 나머지는 그대로 있어요. 다른 파일을 고르거나, 큰 파일은 메일 같은 다른 방법으로 보내 주세요.',
  folder: '‘{name}’ 폴더는 통째로 보낼 수 없어요. 폴더 안의 파일을 골라 주세요.',
  halfSent: '‘{name}’ 파일이 다 올라오지 못했어요. 다시 고르거나 빼 주세요.',
  tooMany: '파일은 {limit}개까지 보낼 수 있어요. {count}개를 빼 주세요.',
  tooMuch: '파일을 모두 더하면 {size}예요. {limit}까지 보낼 수 있으니 몇 개를 빼 주세요.',
  residentNumber:
    '주민등록번호처럼 보이는 숫자가 있어요. 없어도 되는 번호라면 지워 주세요. 꼭 필요하면 보내기를 한 번 더 눌러 그대로 보낼 수 있어요.',
  cleaning: {
    done: '위치·기기 뺌',
    cannot:
      '‘{name}’ 파일에서는 위치와 기기 정보를 뺄 수 없어서 더하지 않았어요. 그대로 보내려면 ‘위치와 기기 정보를 빼고 보내기’를 끄고 다시 골라 주세요.',
    chooseAgain: '‘{name}’ 파일은 위치와 기기 정보를 뺄 수 있게 다시 골라 주세요. 먼저 올린 것은 지웠어요.',
    notNow:
      '연결이 끊겨 ‘{name}’ 파일에서 위치와 기기 정보를 빼지 못했어요. 더하지 않았으니 다시 골라 주세요.',
  },
  messageEmpty: '무슨 일이 있었는지 적어 주세요. 한 줄도 괜찮아요.',
  sending: '보내고 있어요. 이 창을 닫지 마세요.',
  sendingNow: '제보를 보내고 있어요',
  progress: '{percent}% 보냈어요 ({sent} / {size})',
  settling: '다 보냈어요. 저장을 확인하고 있어요.',
  cancelled: '보내기를 멈췄어요. 쓰신 글과 고른 파일은 그대로 있어요.',
  putOff: '아직 보내지 않았어요. 글은 그대로 있고, 파일은 계속 올라가요.',
  putOffStill: '아직 보내지 않았어요. 쓰신 글과 고른 파일은 그대로 있어요.',
  /** Why it is not known whether the tip has arrived. */
  trouble: {
    lost: '연결이 끊겼어요. 쓰신 글과 고른 파일은 그대로 있고, 다시 이어지면 저절로 보내요. 두 번 접수되지 않아요.',
    away: '지금 저희 서버에 닿지 않아요. 쓰신 글과 고른 파일은 그대로 있고, 닿으면 저절로 보내요. 두 번 접수되지 않아요.',
    busy: '저희 서버가 지금은 받지 못했어요. 쓰신 글과 고른 파일은 그대로 있고, 잠시 뒤 저절로 다시 보내요. 급하면 이 페이지에 있는 다른 방법으로 알려 주세요.',
    tooLarge:
      '보내는 길 중간에서 너무 크다고 막혔어요. 쓰신 글과 고른 파일은 그대로 있고, 저절로 다시 해 봐요. 멈추고 파일을 다른 방법으로 보내셔도 돼요.',
    stranger:
      '저희가 아니라 중간에 있는 다른 곳이 답했어요. 와이파이 로그인 화면일 수 있어요. 쓰신 글과 고른 파일은 그대로 있고, 저절로 다시 해 봐요. 두 번 접수되지 않아요. 그 와이파이에 로그인하거나 다른 통신망을 쓰면 될 수 있어요.',
  },
  tryingAgain: '아직 보내지 못했어요. 저절로 다시 해 봐요. 고칠 것이 있으면 먼저 멈춰 주세요.',

  uploads: {
    size: '{arrived} / {size}',
    percent: '{percent}%',
    bar: '{name} 올린 양',
    speed: '초당 {speed}',
    // In one piece: a line does not break within it.
    leftSoon: '1분\u00a0안에\u00a0끝나요',
    leftMinutes: '약\u00a0{minutes}분\u00a0남았어요',
    leftHours: '약\u00a0{hours}시간\u00a0{minutes}분\u00a0남았어요',
    all: '모두 {size} 가운데 {arrived} ({percent}%)',
    reading: '파일을 읽고 있어요',
    waiting: '차례를 기다려요',
    beyond: '한도를 넘어 아직 올리지 않아요',
    uploading: '올리고 있어요',
    again: '서버에 남아 있지 않아 처음부터 다시 올려요',
    settling: '저장을 확인하고 있어요',
    paused: '멈춰 두었어요',
    interrupted: '연결을 기다려요',
    serverBusy: '서버가 지금 받지 못해 다시 해 보고 있어요',
    done: '다 올렸어요',
    chooseToGoOn: '같은 파일을 다시 고르면 {arrived} 다음부터 이어서 올려요.',
    chooseAgain: '이 파일을 다시 골라 주세요. 브라우저는 파일을 기억하지 못해요.',
    choose: '다시 고르기',
    chooseFile: '{name} 다시 고르기',
    pause: '멈추기',
    pauseFile: '{name} 올리기 멈추기',
    goOn: '이어 올리기',
    goOnFile: '{name} 이어 올리기',
    tryAgain: '다시 해 보기',
    tryAgainFile: '{name} 다시 해 보기',
    failures: {
      tooLarge:
        '이 파일은 너무 커요. 하나에 {limit}까지 보낼 수 있어요. 빼고 보내거나 메일 같은 다른 방법으로 보내 주세요.',
      tooLargeBetween: '보내는 길 중간에서 파일이 크다고 막혔어요. 다시 해 보거나 다른 방법으로 보내 주세요.',
      noSpace: '지금은 이 파일을 받을 자리가 없어요. 나중에 다시 해 보거나 다른 방법으로 보내 주세요.',
      tooManyUploads: '지금 같은 통신망에서 올리는 파일이 많아요. 조금 뒤 다시 하거나 빼고 보내 주세요.',
      empty:
        '파일이 비어 있어요(0바이트). 아직 클라우드에만 있는 사진일 수 있으니, 한 번 연 다음 다시 골라 주세요.',
      short:
        '파일이 끝까지 읽히지 않아요. 아직 다 내려받지 못했을 수 있으니, 한 번 연 다음 다시 골라 주세요.',
      unreadable: '이 파일을 읽을 수 없었어요. 다시 골라 주세요.',
      refused: '이 파일은 받지 못했어요. 다시 해 보거나 다른 방법으로 보내 주세요.',
    },
    fileDone: '{name} 파일을 다 올렸어요',
    fileFailed: '{name} 파일을 올리지 못했어요. {why}',
    fileLost: '{name} 파일이 서버에 남아 있지 않아요.',
    lostStartAgain: '서버에 남아 있지 않은 파일이 있어 처음부터 다시 올려요.',
    lostChooseAgain: '서버에 남아 있지 않은 파일이 있어요. 다시 골라 주세요.',
    connectionLost: '연결이 끊겼어요. 다시 이어지면 이어서 올려요.',
    serverAway: '서버가 지금 파일을 받지 못하고 있어요. 계속 다시 해 보고 이어서 올려요.',
    connectionBack: '다시 이어서 올리고 있어요.',
    allDone: '모두 올렸어요. ‘제보 보내기’를 눌러야 보내져요.',
    doneButBeyond: '한도를 넘은 파일은 올리지 않았어요. 파일을 빼야 제보를 보낼 수 있어요.',
    preparing: '파일을 준비하고 있어요. 다 되면 저절로 보내요.',
    waitingToSend: '파일을 올리고 있어요. 다 올라가면 저절로 보내요.',
    waitingCut: '연결이 끊겼어요. 다시 이어지면 이어서 올리고, 다 올라가면 저절로 보내요.',
    waitingServer: '서버가 지금 파일을 받지 못하고 있어요. 계속 다시 해 보고, 다 올라가면 저절로 보내요.',
    waitingPaused: '멈춰 둔 파일이 있어요. 이어 올리거나 빼면 저절로 보내요.',
    stuckOne:
      '‘{name}’ 파일을 올리지 못했어요. {why} 빼고 보낼 수도 있어요. 쓰신 글과 다른 파일은 그대로 있어요.',
    stuckMany:
      '파일 {count}개를 올리지 못했어요. 이유는 위 목록에 있어요. 다시 해 보거나 빼고 보낼 수 있어요. 쓰신 글과 다른 파일은 그대로 있어요.',
    stuckManyChoose:
      '파일 {count}개를 올리지 못했어요. 위 목록을 보고 다시 고르거나 빼고 보내 주세요. 쓰신 글과 다른 파일은 그대로 있어요.',
    stalledOne: '‘{name}’ 파일이 한동안 올라가지 못하고 있어요. 기다려도 되고 빼고 보낼 수도 있어요.',
    stalledMany: '파일 {count}개가 한동안 올라가지 못하고 있어요. 기다려도 되고 빼고 보낼 수도 있어요.',
  },
};
