import type { ComponentChildren } from 'preact';
import type { OfficialChannel, QrDrawing } from '../../src/channels/official.ts';
import { CopyButton } from '../copy-button.tsx';
import { Icon, type IconName } from '../icons.tsx';
import type { Frame } from '../layout.tsx';

type ChannelsProps = { frame: Frame; channels: readonly OfficialChannel[] };

/** The newsroom's channels, as under its articles: on a phone compact rows, on a wide screen cards. */
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
        <Row icon="phone" name={words.phone} value={channel.shown}>
          <a class="button plain compact" href={channel.href}>
            {words.call}
          </a>
        </Row>
      );
    case 'mail':
      return (
        <Row icon="mail" name={words.mail} value={channel.address}>
          <a class="button plain compact" href={channel.href[frame.lang]}>
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
    <Row icon="chat" name={words.chat} how={words.chatHow} value={name}>
      {url !== null && (
        <a class="button plain compact" href={url} rel="noreferrer">
          {words.openChat}
        </a>
      )}
      {frame.href.script !== null && (
        <CopyButton class="button plain compact" text={name} words={frame.words.reader.browser}>
          <span>{words.copy}</span>
          <span class="unseen"> {name}</span>
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

type RowProps = { icon: IconName; name: string; how?: string; value: string; children: ComponentChildren };

function Row({ icon, name, how, value, children }: RowProps) {
  return (
    <li class="channel">
      <Icon name={icon} />
      <p>
        <span class="hint">{name}</span>
        <strong>{value}</strong>
        {how !== undefined && <span class="how small"> {how}</span>}
      </p>
      <div class="actions">{children}</div>
    </li>
  );
}

function QrCode({ qr: { size, path }, name }: { qr: QrDrawing; name: string }) {
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
