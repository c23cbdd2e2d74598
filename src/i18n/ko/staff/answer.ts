/** Why an answer to a tip's reader is refused. */
export const answer = {
  nobody: '제보자와의 대화가 끝나서 답할 수 없어요.',
  readFirst: '새 글이 먼저 왔어요. 읽고 나서 보내 주세요. 쓰던 답은 그대로 있어요.',
  wayNotOpen: '이 방법으로는 답할 수 없어요. 제보자가 허락하지 않았거나, 데스크에 아직 없는 방법이에요.',
  empty: '답을 적어 주세요.',
  filesNotTaken: '파일을 받지 못해서 보내지 않았어요. 다시 골라 주세요. 쓰던 답은 그대로 있어요.',
  gone: '이미 보냈거나 되돌린 답이에요.',
};
