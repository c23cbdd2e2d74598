/** Asked again before what cannot be taken back. */
export const confirmation = {
  title: '본인 확인',
  lead: '이 일을 하기 전에 본인인지 한 번 더 확인해요. 확인하면 하던 일이 바로 이어져요.',
  once: '그 뒤 10분 동안은 다시 묻지 않아요.',
  password: '비밀번호',
  send: '확인하고 계속하기',
  cancel: '하지 않고 돌아가기',
  wrong: '확인하지 못했어요. 다시 입력해 주세요. 아직 아무것도 바뀌지 않았어요.',
  needed: '이 일은 최근 10분 안에 본인 확인을 해야 할 수 있어요. 아직 아무것도 바뀌지 않았어요.',
};
