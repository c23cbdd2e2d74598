import type { ComponentChildren } from 'preact';
import type { Lang } from '../../src/i18n/words.ts';
import { inLang, readerPaths } from '../../src/paths.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Icon } from '../parts/icons.tsx';
import type { Frame } from '../parts/layout.tsx';
import { VERBATIM } from '../parts/verbatim.ts';

/** A drawing of `size` × `size` modules, its quiet zone included, as the `d` of one SVG path. */
export type QrDrawing = { size: number; path: string };

/** A way to the newsroom that readers are shown. */
export type OfficialChannel =
  | { kind: 'chat'; name: string; url: string | null; qr: QrDrawing | null }
  | { kind: 'phone'; shown: string; href: string }
  | { kind: 'mail'; address: string; href: (lang: Lang) => string };

type ChannelsProps = { frame: Frame; channels: readonly OfficialChannel[] };

/**
 * The newsroom's channels in one row, as under its articles: above the form they must not push it out of a phone's first
 * screen. A chat without an address is found by its name, which the page of channels tells how.
 */
export function ChannelLinks({ frame, channels }: ChannelsProps) {
  const words = frame.words.reader.channels;
  const link = (channel: OfficialChannel): { href: string; name: string; value: string } => {
    switch (channel.kind) {
      case 'chat':
        return {
          href: channel.url ?? `${inLang(readerPaths.channels, frame.lang)}#chat`,
          name: words.chat,
          value: words.chatChannel(channel.name),
        };
      case 'phone':
        return { href: channel.href, name: words.phone, value: channel.shown };
      case 'mail':
        return { href: channel.href(frame.lang), name: words.mail, value: channel.address };
    }
  };
  return (
    <nav class="channel-links" aria-label={words.heading}>
      {channels.map(channel => {
        const { href, name, value } = link(channel);
        return (
          <a key={channel.kind} href={href}>
            <span>
              <Icon name={channel.kind} size={20} />
              <strong>{name}</strong>
            </span>
            <span class="value" {...VERBATIM}>
              {value}
            </span>
          </a>
        );
      })}
    </nav>
  );
}

/** The newsroom's channels with all that helps to use them: on a phone rows, on a wide screen cards. */
export function Channels({ frame, channels }: ChannelsProps) {
  if (channels.length === 0) return null;
  return (
    <ul class="channels sheet">
      {channels.map(channel => (
        <Channel key={channel.kind} frame={frame} channel={channel} />
      ))}
    </ul>
  );
}

function Channel({ frame, channel }: { frame: Frame; channel: OfficialChannel }) {
  const words = frame.words.reader.channels;
  switch (channel.kind) {
    case 'chat':
      return <ChatChannel frame={frame} channel={channel} />;
    case 'phone':
      return (
        <Row kind="phone" name={words.phone} value={channel.shown}>
          <a class="button plain compact" href={channel.href}>
            {words.call}
          </a>
        </Row>
      );
    case 'mail':
      return (
        <Row kind="mail" name={words.mail} value={channel.address}>
          <a class="button plain compact" href={channel.href(frame.lang)}>
            {words.write}
          </a>
        </Row>
      );
  }
}

type ChatProps = { frame: Frame; channel: Extract<OfficialChannel, { kind: 'chat' }> };

function ChatChannel({ frame, channel: { name, url, qr } }: ChatProps) {
  const words = frame.words.reader.channels;
  return (
    <Row kind="chat" name={words.chat} how={words.chatHow} value={name}>
      {url !== null && (
        <a class="button plain compact" href={url} rel="noreferrer">
          {words.openChat}
        </a>
      )}
      {frame.href.script !== null && (
        <CopyButton class="button plain compact" text={name} words={frame.words.reader.browser}>
          <span>{words.copy}</span>
          <span class="unseen" {...VERBATIM}>
            {' '}
            {name}
          </span>
        </CopyButton>
      )}
      {qr !== null && (
        <details class="qr">
          <summary>{words.qr}</summary>
          <QrCode qr={qr} name={words.qrName(name)} />
        </details>
      )}
    </Row>
  );
}

type RowProps = {
  kind: OfficialChannel['kind'];
  name: string;
  how?: string;
  value: string;
  children: ComponentChildren;
};

function Row({ kind, name, how, value, children }: RowProps) {
  return (
    <li class="channel" id={kind}>
      <Icon name={kind} />
      <p>
        <span class="hint">{name}</span>
        <strong {...VERBATIM}>{value}</strong>
        {how !== undefined && <span class="how small"> {how}</span>}
      </p>
      <div class="actions">{children}</div>
    </li>
  );
}

export function QrCode({ qr: { size, path }, name }: { qr: QrDrawing; name: string }) {
  return (
    <svg
      class="qr-code"
      role="img"
      aria-label={name}
      viewBox={`0 0 ${size} ${size}`}
      width="160"
      height="160"
    >
      <path d={path} />
    </svg>
  );
}
