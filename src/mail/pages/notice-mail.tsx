import type { Lang } from '../../i18n/words.ts';
import { coloured, MailLink, MailPage } from './mail-page.tsx';

type NoticeMailProps = {
  sheet: {
    lang: Lang;
    heading: string;
    body: string;
    /** When it was sent, or what is to come. */
    time: string;
    facts: readonly { label: string; value: string }[];
    proof: { label: string; value: string; body: string } | undefined;
    link: { label: string; url: string };
    foot: string;
  };
};

/** A mail of the desk's own, about no tip: one thing to know, when, and where to go. */
export const NoticeMail = ({ sheet }: NoticeMailProps) => (
  <MailPage lang={sheet.lang} title={sheet.heading} preview={sheet.body} foot={sheet.foot}>
    <h1 style="margin:0 0 8px;font-size:20px;line-height:1.35">{sheet.heading}</h1>
    <p style="margin:0 0 4px">{sheet.body}</p>
    <p {...coloured({ ink: 'quiet' }, 'margin:0 0 16px')}>{sheet.time}</p>
    {sheet.facts.length > 0 && <Facts facts={sheet.facts} />}
    <MailLink link={sheet.link} />
    {sheet.proof !== undefined && <Proof proof={sheet.proof} />}
  </MailPage>
);

const Facts = ({ facts }: Pick<NoticeMailProps['sheet'], 'facts'>) => (
  <table cellpadding="0" cellspacing="0" style="width:100%;margin:0 0 16px;border-collapse:collapse">
    {facts.map(({ label, value }) => (
      <tr key={label}>
        <th
          scope="row"
          {...coloured(
            { line: 'line' },
            'padding:6px 0;border-bottom:1px solid;font-weight:400;text-align:left',
          )}
        >
          {label}
        </th>
        <td
          {...coloured(
            { line: 'line' },
            'padding:6px 0;border-bottom:1px solid;font-weight:600;text-align:right',
          )}
        >
          {value}
        </td>
      </tr>
    ))}
  </table>
);

const Proof = ({ proof }: { proof: NonNullable<NoticeMailProps['sheet']['proof']> }) => (
  <>
    <h2 style="margin:24px 0 4px;font-size:16px">{proof.label}</h2>
    <p style="margin:0 0 4px;font-family:monospace;word-break:break-all">{proof.value}</p>
    <p {...coloured({ ink: 'quiet' }, 'margin:0;font-size:13px')}>{proof.body}</p>
  </>
);
