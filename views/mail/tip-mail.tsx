import type { Fact, TipSheet } from '../../src/mail/tip-sheet.ts';
import { danger, MailLink, MailPage, quietInk } from './mail-page.tsx';

const cell = 'padding:6px 0;vertical-align:top;border-top:1px solid #d5d9e0';
const fixedWidth = 'font:12px/1.5 ui-monospace,Menlo,Consolas,monospace';

type TipMailProps = { sheet: TipSheet };

/** A tip as the newsroom's inbox shows it. A reader's words are never in an attribute. */
export const TipMail = ({ sheet }: TipMailProps) => (
  <MailPage lang={sheet.lang} title={`${sheet.number} ${sheet.headline}`} foot={sheet.foot}>
    <p style={`margin:0;color:${quietInk};font-variant-numeric:tabular-nums`}>
      {sheet.number} · {sheet.received.label} {sheet.received.lines}
    </p>
    <h1 dir="auto" style="margin:4px 0 12px;font-size:20px;line-height:1.35">
      {sheet.headline}
    </h1>
    <MailLink link={sheet.link} />
    <p style={`margin:0;color:${quietInk};font-size:13px`}>{sheet.answer}</p>
    <Heading words={sheet.message.label} />
    <div dir="auto" style="padding:16px;background:#f6f7f9;border-radius:8px;white-space:pre-wrap">
      <Lines text={sheet.message.text} />
    </div>
    <table
      cellpadding="0"
      cellspacing="0"
      style="width:100%;margin:24px 0 0;border-collapse:collapse;font-size:15px"
    >
      <tbody>
        {sheet.facts.map(fact => (
          <FactRow fact={fact} />
        ))}
      </tbody>
    </table>
    {sheet.files && <Files files={sheet.files} />}
  </MailPage>
);

const Heading = ({ words }: { words: string }) => (
  <h2 style={`margin:24px 0 8px;font-size:15px;color:${quietInk}`}>{words}</h2>
);

/** Breaks beside `pre-wrap`, which Outlook does not know. */
const Lines = ({ text }: { text: string }) => (
  <>
    {text.split(/\r?\n|\r/).map((line, index) => (
      <>
        {index > 0 && <br />}
        {line}
      </>
    ))}
  </>
);

const FactRow = ({ fact }: { fact: Fact }) => (
  <tr>
    <th
      scope="row"
      style={`${cell};width:34%;padding-right:16px;text-align:left;font-weight:400;color:${quietInk}`}
    >
      {fact.label}
    </th>
    <td style={cell}>
      {fact.lines.map(line => (
        <div dir="auto">{line}</div>
      ))}
    </td>
  </tr>
);

const Files = ({ files }: { files: NonNullable<TipSheet['files']> }) => (
  <>
    <Heading words={files.label} />
    {files.list.map(file => (
      <div style={cell}>
        <div dir="auto" style="font-weight:600">
          {file.name}
        </div>
        {file.about.map(line => (
          <div dir="auto">{line}</div>
        ))}
        {file.warning && <div style={`color:${danger};font-weight:600`}>{file.warning}</div>}
        <div style={`${fixedWidth};color:${quietInk}`}>SHA-256 {file.sha256}</div>
      </div>
    ))}
  </>
);
