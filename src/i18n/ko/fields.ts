/** The texts that a reader may add to the message: as the form asks for them, and as the desk and its mails call them. */
export const fields = {
  title: { asked: '제목', hint: '한 줄로 줄인다면. 비워 두어도 돼요.', label: '제목' },
  place: { asked: '어디서', hint: '예: 서울 마포구 상암동, 2호선 강남역 11번 출구', label: '장소' },
  name: { asked: '이름', label: '이름' },
};
