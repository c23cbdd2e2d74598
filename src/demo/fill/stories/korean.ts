import { KOREAN_CITY } from './korean-city.ts';
import { KOREAN_WORK } from './korean-work.ts';
import type { Voice } from './story.ts';

const clock = (at: Temporal.ZonedDateTime) => {
  const half = at.hour < 12 ? '오전' : '오후';
  return `${half} ${at.hour % 12 === 0 ? 12 : at.hour % 12}시${at.minute === 0 ? '' : ` ${at.minute}분`}`;
};

export const KOREAN: Voice = {
  stories: [...KOREAN_CITY, ...KOREAN_WORK],
  greetings: [
    '',
    '',
    '안녕하세요. ',
    '제보합니다. ',
    '뉴스 보고 연락드려요. ',
    '어디에 말해야 할지 몰라서 여기에 씁니다. ',
  ],
  endings: [
    '',
    '',
    ' 취재 부탁드립니다.',
    ' 필요하시면 더 말씀드릴게요.',
    ' 꼭 확인해 주세요.',
    ' 제 이름은 나가지 않게 해 주세요.',
  ],
  names: [
    '홍길동',
    '김가명',
    '이예시',
    '박보기',
    '최아무개',
    '정가나',
    '한다라',
    '성춘향',
    '이몽룡',
    '임시로',
  ],
  phone: last => `010-0000-${String(last).padStart(4, '0')}`,
  when: (at, style) =>
    [`${at.month}월 ${at.day}일 ${clock(at)}`, `${at.month}월 ${at.day}일 ${clock(at)}쯤`, clock(at)][
      style
    ] ?? `${at.year}. ${at.month}. ${at.day}. ${clock(at)}`,
  notes: [
    '통화했음. 현장에 더 있었던 사람을 소개해 주기로.',
    '소방서에 확인: 인명 피해 없음. 재산 피해는 조사 중.',
    '사회부에 공유. 내일 아침 회의에서 다시 이야기.',
    '같은 내용이 세 건째. 날짜가 서로 맞음.',
    '원본 영상이 더 있다고 함. 추가 파일 올리는 링크를 보냄.',
    '구청 담당자는 처음 듣는 이야기라고 함. 공문 요청함.',
    '영상 위치와 지도 대조했음. 일치.',
    '제보자가 이름은 빼 달라고 함. 목소리도 바꿔야 함.',
    '회사 쪽 반론 요청 메일 보냄. 금요일까지 답 준다고.',
  ],
  closing: [
    '저녁 리포트로 나감.',
    '확인했지만 사실과 달라서 닫음.',
    '다른 제보로 이미 취재 중이라 합침.',
    '구청에 민원으로 안내.',
    '연락이 더 닿지 않음.',
  ],
};
