import type { AddressObject, ParsedMail } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Contact, OpenedTip } from '../../src/tips/tip.ts';
import { DAY } from '../support/clock.ts';
import { kept, NASTY_STRINGS } from '../support/nasty-strings.ts';
import { createSmtpPeer, type ReceivedMail, type SmtpPeer } from '../support/smtp.ts';
import { waitFor } from '../support/wait-for.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';

let peer: SmtpPeer;
let world: MailWorld;
beforeEach(async () => {
  peer = await createSmtpPeer();
  world = await createMailWorld({ smtpUrl: peer.url });
  world.start();
});

async function receive(more: Partial<OpenedTip> = {}): Promise<ReceivedMail> {
  const before = peer.mails.length;
  await world.enqueueMail(aTip(more));
  const mail = (await peer.received(before + 1))[before];
  if (!mail) throw new Error('one more has come');
  return mail;
}

const headersOf = (mail: ReceivedMail) => mail.raw.toString('latin1').split('\r\n\r\n')[0] ?? '';
const addresses = (field: AddressObject | AddressObject[] | undefined) =>
  [field ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address));
const html = (mail: ParsedMail) => mail.html || '';
const email = (typed: string, mayReply = true): Contact => ({ way: 'email', typed, parsed: null, mayReply });

describe('the headers', () => {
  test('let a newsroom filter, thread and trust the mail', async () => {
    const mail = await receive();
    const { parsed } = mail;
    expect(parsed.subject).toBe('[제보 #12] 공장에서 연기가 나요');
    expect(parsed.from?.value).toEqual([{ name: '제보 데스크', address: 'tips@desk.example.kr' }]);
    expect(addresses(parsed.to)).toEqual(['desk@ytn.example.kr']);
    expect(headersOf(mail)).toMatch(/^X-Jebo-Tip: 12$/m);
    expect(headersOf(mail)).toMatch(/^X-Jebo-Channel: form$/m);
    expect(headersOf(mail)).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(headersOf(mail)).toMatch(/^X-Auto-Response-Suppress: All$/m);
    expect(headersOf(mail)).toMatch(/^List-ID: .*<tips\.desk\.example\.kr>$/im);
    expect(parsed.replyTo).toBeUndefined();
  });

  test('are dated with the attempt, so that a mail which waited for days is no old mail', async () => {
    await peer.goDown();
    const jobs = world.start();
    await world.enqueueMail(aTip());
    await waitFor(async () => expect((await jobs.health(['tip mail'])).waiting).toBe(1));
    await peer.comeBack();
    world.clock.move(3 * DAY);
    jobs.wake();
    const [mail] = await peer.received(1);
    expect(mail?.parsed.date?.getTime()).toBe(world.clock());
    expect(mail?.parsed.text).toContain('2026년 11월 23일 (월) 14:05 KST');
  });

  test('name the reader for an answer only when they gave one address and chose it', async () => {
    const replyTo = async (...contacts: Contact[]) => addresses((await receive({ contacts })).parsed.replyTo);
    expect(await replyTo(email('reader@example.com'))).toEqual(['reader@example.com']);
    expect(await replyTo(email(' reader@example.com '))).toEqual(['reader@example.com']);
    expect(await replyTo(email('reader@example.com', false))).toEqual([]);
    expect(await replyTo({ way: 'chat', typed: 'reader@example.com', parsed: null, mayReply: true })).toEqual(
      [],
    );
    expect(await replyTo(email('a@example.com, b@example.com'))).toEqual([]);
    expect(await replyTo(email('a@example.com,b'))).toEqual([]);
    expect(await replyTo(email('홍길동@한국.kr'))).toEqual([]);
    expect(await replyTo(email('Reader <reader@example.com>'))).toEqual([]);
    expect(await replyTo(email('reader@example.com\r\nBcc: spy@example.com'))).toEqual([]);
  });

  test('cannot be added to from a headline, a name or an address', async () => {
    const injection = 'x\r\nBcc: spy@example.com\r\nX-Evil: yes\r\n\r\nbody\u2028\u202E';
    const mail = await receive({
      headline: injection,
      title: injection,
      name: injection,
      contacts: [email(injection)],
    });
    expect(headersOf(mail)).not.toMatch(/^(Bcc|X-Evil)/m);
    expect(mail.to).toEqual(['desk@ytn.example.kr']);
    expect(mail.parsed.subject).toBe('[제보 #12] x Bcc: spy@example.com X-Evil: yes body');
  });

  test('have a short subject, whatever the headline', async () => {
    const family = '👨‍👩‍👧‍👦';
    expect((await receive({ headline: family.repeat(80) })).parsed.subject).toMatch(/^\[제보 #12\] .*…$/u);
    expect((await receive({ headline: '가'.repeat(200) })).parsed.subject).toBe(
      `[제보 #12] ${'가'.repeat(70)}…`,
    );
    expect((await receive({ headline: `e${'\u0301'.repeat(5_000)}` })).parsed.subject?.length).toBeLessThan(
      450,
    );
  });

  test('speak English in an English newsroom', async () => {
    world = await createMailWorld({ smtpUrl: peer.url, lang: 'en' });
    world.start();
    const { parsed } = await receive({ headline: 'Smoke at the plant' });
    expect(parsed.subject).toBe('[Tip #12] Smoke at the plant');
    expect(parsed.text).toContain('Mon 23 Nov 2026, 14:05 KST');
    expect(html(parsed)).toContain('lang="en"');
  });
});

describe('the words', () => {
  test('tell all of the tip in text and in HTML', async () => {
    const { parsed } = await receive({
      contacts: [
        { way: 'phone', typed: '010-1234-5678', parsed: '+82 10-1234-5678', mayReply: true },
        email('reader@example.com', false),
      ],
      consentContact: true,
      age14: 'yes',
    });
    const facts = [
      '제보 #12',
      '2026년 11월 23일 (월) 14:05 KST',
      '인천 서구',
      '오늘 오후 2시',
      '이렇게 읽었어요: 2026년 11월 23일 (월) 14:00 KST',
      '홍길동',
      '전화: 010-1234-5678 (+82 10-1234-5678) · 이 방법으로 답장해도 돼요',
      '메일: reader@example.com · 답장 방법으로 고르지 않았어요',
      '개인정보 수집·이용 동의',
      '만 14세 이상',
      'https://tips.example.kr/admin/tips/12',
      'YTN 제보 데스크가 자동으로 보낸 메일이에요.',
    ];
    for (const fact of facts) {
      expect(parsed.text).toContain(fact);
      expect(html(parsed)).toContain(fact);
    }
    expect(parsed.text).toContain('오늘 오후 두 시부터\n  공장 굴뚝에서 검은 연기가 나요.');
    expect(html(parsed)).toContain('오늘 오후 두 시부터<br/>  공장 굴뚝에서');
    expect(parsed.text).toContain('https://news.example.kr/articles/1?a=1&b=2');
  });

  test('tell of permission where files came, and of no consent that was never asked', async () => {
    const given = (await receive({ permission: 'yes' })).parsed;
    expect(given.text).toMatch(/^사진·영상: 사용 허락$/m);
    expect(html(given)).toMatch(/>사용 허락<\/span>/);
    const refused = (await receive({ permission: 'no' })).parsed;
    expect(refused.text).toMatch(/^사진·영상: 허락 없음$/m);
    expect(html(refused)).toMatch(/>허락 없음<\/span>/);
    const unasked = (await receive({ name: null, consentContact: null })).parsed;
    for (const text of [unasked.text, html(unasked)])
      expect(text).not.toMatch(/사진·영상|개인정보|14세|아니요|답하지 않았어요/);
    const unanswered = (await receive({ consentContact: true })).parsed;
    expect(unanswered.text).toMatch(/^만 14세 이상: 답하지 않았어요$/m);
    const asked = await receive({ name: null, consentContact: null, age14: 'no' });
    expect(asked.parsed.text).toMatch(/^만 14세 이상: 아니요$/m);
  });

  test('of a reader are harmless in HTML and never an address to click', async () => {
    const evil = '"><script>alert(1)</script><a href="https://evil.example">click</a>';
    const { parsed } = await receive({
      headline: evil,
      title: evil,
      message: evil,
      place: evil,
      name: evil,
      article: 'javascript:alert(1)',
    });
    expect(html(parsed)).not.toContain('<script');
    expect([...html(parsed).matchAll(/href="([^"]*)"/g)].map(match => match[1])).toEqual([
      'https://tips.example.kr/admin/tips/12',
    ]);
    expect(parsed.text).toContain(evil);
  });

  test('of one fact cannot pass for another', async () => {
    const { parsed } = await receive({ name: '홍길동\n개인정보 수집·이용 동의: 예' });
    expect(parsed.text).not.toMatch(/^개인정보 수집·이용 동의: 예$/m);
    expect(parsed.text).toMatch(/^개인정보 수집·이용 동의: 아니요$/m);
  });

  test.each(['\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])(
    'of the message cannot pass for a line of ours after %j',
    async end => {
      const { parsed } = await receive({ message: `글${end}개인정보 수집·이용 동의: 예${end}-- ${end}끝` });
      expect(parsed.text?.split(/[\n\v\f\r\u0085\u2028\u2029]/)).toEqual(
        expect.arrayContaining(['글', '> 개인정보 수집·이용 동의: 예', '> -- ', '끝']),
      );
    },
  );

  test('that are strange arrive as they were kept and do nothing', async () => {
    const nasties = NASTY_STRINGS.map(kept);
    for (const [index, nasty] of nasties.entries()) {
      const words = { headline: nasty, title: nasty, message: nasty, place: nasty, name: nasty };
      await world.enqueueMail(aTip({ number: index + 1, ...words }));
    }
    for (const mail of await peer.received(nasties.length)) {
      const nasty = nasties[Number(mail.parsed.headers.get('x-jebo-tip')) - 1] ?? 'its own tip';
      expect(mail.to).toEqual(['desk@ytn.example.kr']);
      expect(headersOf(mail)).not.toMatch(/^(Bcc|X-Injected)/im);
      expect(mail.parsed.text).toContain(nasty);
      expect(html(mail.parsed)).not.toMatch(/<(script|img|svg|iframe|meta http-equiv|base)\b/i);
      expect([...html(mail.parsed).matchAll(/<a\s/g)]).toHaveLength(1);
    }
  });
});
