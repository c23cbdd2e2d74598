import type { ComponentChildren } from 'preact';
import type { Fact } from '../letters/tip-facts.ts';
import type { TipSheet } from '../letters/tip-sheet.ts';
import { coloured, MailButton, MailLink, MailPage } from './mail-page.tsx';

type TipMailProps = { sheet: TipSheet };
type PermissionFact = NonNullable<TipSheet['permission']>;
type FilesOfTip = NonNullable<TipSheet['files']>;

/** A tip as the newsroom's inbox shows it. A reader's words are never in an attribute. */
export const TipMail = ({ sheet }: TipMailProps) => (
  <MailPage
    lang={sheet.lang}
    title={`${sheet.number} ${sheet.headline}`}
    preview={sheet.preview}
    foot={sheet.foot}
  >
    <p {...coloured({ ink: 'quiet' }, 'margin:0;font-size:15px;font-variant-numeric:tabular-nums')}>
      {sheet.number} · {sheet.received.label} {sheet.received.lines}
    </p>
    <h1 dir="auto" style="margin:4px 0 12px;font-size:20px;line-height:1.35">
      {sheet.headline}
    </h1>
    <Facts facts={sheet.lead} />
    {sheet.telephones.map(({ shown, digits }) => (
      <MailButton plain href={`tel:${digits}`} label={`${sheet.call} ${shown}`} />
    ))}
    <MailLink link={sheet.link} />
    <Message message={sheet.message} />
    {sheet.permission && <Permission permission={sheet.permission} />}
    <Frame line="line">
      <span {...coloured({ ink: 'quiet' }, '')}>{sheet.answer}</span>
    </Frame>
    <Facts facts={sheet.facts} />
    {sheet.files && <Files files={sheet.files} />}
    {sheet.files && <Hashes files={sheet.files} />}
  </MailPage>
);

export const Message = ({ message }: { message: TipSheet['message'] }) => (
  <>
    <Heading words={message.label} />
    <div
      dir="auto"
      {...coloured(
        { paper: 'paper', line: 'line' },
        'padding:12px 16px;border:1px solid;border-radius:8px;white-space:pre-wrap',
      )}
    >
      <Lines text={message.text} />
    </div>
    {message.rest && <p style="margin:8px 0 0;font-weight:600">{message.rest}</p>}
  </>
);

const Frame = ({ line, children }: { line: 'line' | 'good' | 'danger'; children: ComponentChildren }) => (
  <p
    {...coloured(
      { line },
      'margin:12px 0 0;padding:8px 12px;border:1px solid;border-radius:8px;font-size:15px;line-height:1.5',
    )}
  >
    {children}
  </p>
);

/** In a frame, and in words: colour alone says nothing to some, and nothing in some mail programs. */
const Permission = ({ permission: { label, lines, given } }: { permission: PermissionFact }) => (
  <Frame line={given ? 'good' : 'danger'}>
    {label} <span {...coloured({ ink: given ? 'good' : 'danger' }, 'font-weight:600')}>{lines}</span>
  </Frame>
);

const Heading = ({ words }: { words: string }) => (
  <h2 {...coloured({ ink: 'quiet' }, 'margin:24px 0 8px;font-size:15px')}>{words}</h2>
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

const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <table
    cellpadding="0"
    cellspacing="0"
    style="width:100%;margin:12px 0 0;border-collapse:collapse;font-size:15px"
  >
    <tbody>
      {facts.map(({ label, lines }) => (
        <tr>
          <th
            scope="row"
            {...coloured(
              { ink: 'quiet', line: 'line' },
              `${cell};width:30%;padding-right:12px;text-align:start;font-weight:400`,
            )}
          >
            {label}
          </th>
          <td {...coloured({ line: 'line' }, cell)}>
            {lines.map(line => (
              <div dir="auto">{line}</div>
            ))}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const cell = 'padding:8px 0;vertical-align:top;border-top:1px solid;line-height:1.5';

const Files = ({ files }: { files: FilesOfTip }) => (
  <>
    <Heading words={files.label} />
    {files.list.map(file => (
      <div {...coloured({ line: 'line' }, `${cell};font-size:15px`)}>
        <div dir="auto" style="font-weight:600">
          {file.name}
        </div>
        {file.about.map(line => (
          <div dir="auto" {...coloured({ ink: 'quiet' }, '')}>
            {line}
          </div>
        ))}
        {file.warning && <div {...coloured({ ink: 'danger' }, 'font-weight:600')}>{file.warning}</div>}
      </div>
    ))}
    {files.rest && <p style="margin:8px 0 0;font-weight:600">{files.rest}</p>}
  </>
);

/** For whoever has to prove which file it was: last, and small. */
const Hashes = ({ files }: { files: FilesOfTip }) => (
  <div
    {...coloured(
      { ink: 'quiet', line: 'line' },
      'margin:24px 0 0;padding-top:12px;border-top:1px solid;font:11px/1.5 ui-monospace,Menlo,Consolas,monospace;word-break:break-all',
    )}
  >
    <div>SHA-256</div>
    {files.list.map(({ name, sha256 }) => (
      <div dir="auto">
        {sha256} {name}
      </div>
    ))}
  </div>
);
