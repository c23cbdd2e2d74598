import { expect, test } from 'vitest';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

const CLAIMS =
  /접속 주소\(IP\)(를 저장하지 않아요|와 브라우저 정보는 남기지 않아요)|address \(IP\)\.|are not recorded/;
const PROXIED = /서버\(프록시\)에는 기록이 남을 수 있어요|\(a proxy\), may keep a record/;

const pages = ['/?lang=ko', '/?lang=en', '/privacy?lang=ko', '/privacy?lang=en'];

test.each([
  { settings: {}, headers: {}, claims: true },
  { settings: {}, headers: { 'X-Forwarded-For': '203.0.113.7' }, claims: false },
  { settings: {}, headers: { Forwarded: 'for=203.0.113.7' }, claims: false },
  { settings: { TRUST_PROXY: '1' }, headers: {}, claims: false },
  { settings: { TRUST_PROXY: '1', PROXY_KEEPS_NO_ADDRESSES: 'yes' }, headers: {}, claims: true },
])('that no address is stored is said only where it is known: %j', async ({ settings, headers, claims }) => {
  const { request } = await createWorld({ settings });
  // Twice, as the empty form is made once and kept.
  for (const path of [...pages, ...pages]) {
    const text = textOf((await request.get(path).set(headers)).text);
    if (path.startsWith('/privacy')) expect(PROXIED.test(text), path).toBe(!claims);
    else expect(CLAIMS.test(text), path).toBe(claims);
  }
  const back = await request.post('/tips').set(headers).type('form').send({ message: '', lang: 'ko' });
  expect(CLAIMS.test(textOf(back.text))).toBe(claims);
});

test('a reader at risk is told what to do, in both languages, without script', async () => {
  const { request } = await createWorld();
  const korean = textOf((await request.get('/?lang=ko')).text);
  for (const words of ['누가 보냈는지 알려지면 안 되나요?', 'Tor 브라우저', '회사 인터넷', '법원이 요구하면'])
    expect(korean).toContain(words);
  const english = textOf((await request.get('/?lang=en')).text);
  for (const words of ['Must nobody learn that it was you?', 'Tor Browser', 'A court may demand'])
    expect(english).toContain(words);
});

test('to leave clears what the device keeps and leads where the setting says', async () => {
  const { request } = await createWorld({ settings: { QUICK_EXIT_URL: 'https://weather.example/today' } });
  const { status, headers } = await request.get('/leave');
  expect([status, headers['location']]).toEqual([303, 'https://weather.example/today']);
  expect(headers['clear-site-data']).toBe('"cache", "storage"');
  expect(headers['cache-control']).toBe('no-store');
  expect(String(headers['set-cookie'])).toMatch(/^jebo-sent=; Max-Age=0; Path=\/sent/);
});

test('a page of others that leads to the exit empties nothing', async () => {
  const { request } = await createWorld();
  const { status, headers } = await request.get('/leave').set('Sec-Fetch-Site', 'cross-site');
  expect([status, headers['location']]).toEqual([303, 'https://www.weather.go.kr/']);
  expect(headers['clear-site-data']).toBeUndefined();
  expect(headers['set-cookie']).toBeUndefined();
});

test('the privacy policy has what the law lists, and promises nothing that the desk does not do', async () => {
  const { request } = await createWorld({ settings: { PRIVACY_OFFICER: '홍길동, 개인정보 보호팀' } });
  const text = textOf((await request.get('/privacy?lang=ko')).text);
  const listed = [
    '처리 목적',
    '처리 항목',
    '보유 기간',
    '파기 절차와 방법',
    '제3자 제공',
    '위탁',
    '안전성 확보 조치',
    '쿠키',
  ];
  for (const words of [
    '개인정보 처리방침',
    ...listed,
    '법정대리인',
    '개인정보 보호책임자',
    '홍길동',
    'social@ytn.co.kr',
  ])
    expect(text).toContain(words);
  // Tips go by themselves, what is stored is encrypted as far as it goes, and this desk is not reached by https.
  expect(text).toContain('기간이 지난 제보는 저절로 지워져요');
  expect(text).toContain('저장한 글과 연락처, 파일은 암호화해 두고');
  expect(text).toContain('열쇠까지 손에 넣은 사람은 읽을 수 있고');
  expect(text).not.toContain('HTTPS');
  const overHttps = await createWorld({ settings: { PUBLIC_URL: 'https://tips.example.kr' } });
  expect((await overHttps.request.get('/privacy')).text).toContain('HTTPS');
});
