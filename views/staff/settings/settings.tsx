import type { DeskSetting } from '../../../src/config/desk-config.ts';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { Field, type SettingField } from './fields.tsx';

const SECTIONS = {
  newsroom: ['NEWSROOM_NAME', 'NEWSROOM_INBOX', 'MAIL_CONTACTS', 'DAILY_MAIL', 'TIME_ZONE'],
  channels: ['CHANNEL_CHAT_NAME', 'CHANNEL_CHAT_URL', 'CHANNEL_PHONE', 'CHANNEL_MAIL'],
  reader: ['LANGUAGES', 'SAFETY_FOLD', 'ACCENT'],
  texts: [
    'FORM_HEADLINE_KO',
    'FORM_HEADLINE_EN',
    'FORM_LEAD_KO',
    'FORM_LEAD_EN',
    'FORM_HINT_KO',
    'FORM_HINT_EN',
    'RECEIPT_LEAD_KO',
    'RECEIPT_LEAD_EN',
    'DESK_HOURS_KO',
    'DESK_HOURS_EN',
  ],
  talk: ['TELL_READ', 'TELL_NAMES', 'TALK_AFTER_CLOSING'],
  tips: ['CHECKLIST', 'CALL_RECORDINGS'],
  staff: ['SECOND_FACTOR'],
  retention: [
    'RETENTION_UNUSED',
    'RETENTION_OPEN',
    'RETENTION_USED',
    'RETENTION_WITHDRAWN',
    'RETENTION_NOTICE',
  ],
} as const satisfies Record<string, readonly DeskSetting[]>;
type Section = keyof typeof SECTIONS;
const ORDER = [
  'newsroom',
  'channels',
  'reader',
  'texts',
  'talk',
  'tips',
  'staff',
  'retention',
] as const satisfies readonly Section[];

/** What changes nothing that readers look at. */
const UNSEEN: ReadonlySet<Section> = new Set<Section>(['newsroom', 'talk', 'tips', 'staff', 'retention']);

/** What can wait until there is a tip. */
const LATER: ReadonlySet<DeskSetting> = new Set<DeskSetting>(['MAIL_CONTACTS', 'DAILY_MAIL']);

/** `saved` and `stale` tell of what was sent just now; `faults` too, where a field has one. */
export type SettingsProps = {
  frame: Frame;
  viewer: Viewer;
  version: number;
  fields: readonly SettingField[];
  told: 'saved' | 'faults' | 'stale' | null;
};

export function SettingsPage({ frame, viewer, version, fields, told }: SettingsProps) {
  const { settings } = frame.words.staff;
  const firstFault = ORDER.flatMap(section => fieldsOf(section, fields)).find(
    ({ fault }) => fault !== undefined,
  );
  return (
    <DeskPage frame={frame} title={settings.title} viewer={viewer} room="newsroom">
      <h1>{settings.title}</h1>
      {told !== null && <Told words={frame.words} told={told} />}
      <p class="quiet">{settings.lead}</p>
      <p>
        <a href={staffPaths.welcome()}>{settings.welcome}</a>
      </p>
      <div class="settings">
        {ORDER.map(section => (
          <SettingsSection
            key={section}
            words={frame.words}
            section={section}
            version={version}
            fields={fieldsOf(section, fields)}
            firstFault={firstFault?.name ?? null}
          />
        ))}
      </div>
    </DeskPage>
  );
}

function Told({ words, told }: { words: Words; told: 'saved' | 'faults' | 'stale' }) {
  const { saved, notSaved, stale } = words.staff.settings;
  return told === 'saved' ? (
    <p class="notice good" role="status">
      <Icon name="check" size={20} />
      <span>{saved}</span>
    </p>
  ) : (
    <p class="notice error" role="alert">
      <Icon name="alert" size={20} />
      <span>{told === 'stale' ? stale : notSaved}</span>
    </p>
  );
}

/** What is asked for in a desk's first minutes: by what it is known, and where readers reach it. */
export const firstFields = (fields: readonly SettingField[]): SettingField[] =>
  [...fieldsOf('newsroom', fields), ...fieldsOf('channels', fields)].filter(({ name }) => !LATER.has(name));

function fieldsOf(section: Section, fields: readonly SettingField[]): SettingField[] {
  const names: readonly string[] = SECTIONS[section];
  return names.flatMap(name => fields.find(field => field.name === name) ?? []);
}

type SectionProps = {
  words: Words;
  section: Section;
  version: number;
  fields: readonly SettingField[];
  firstFault: DeskSetting | null;
};

function SettingsSection({ words, section, version, fields, firstFault }: SectionProps) {
  const { settings } = words.staff;
  const lead = settings.leads[section];
  return (
    <section class="part" id={section} aria-labelledby={`${section}-title`}>
      <h2 id={`${section}-title`}>{settings.sections[section]}</h2>
      {lead !== '' && <p class="quiet small">{lead}</p>}
      <form class="fields" method="post" action={staffPaths.settings()} noValidate>
        <input type="hidden" name="version" value={version} />
        {fields.map(field => (
          <Field key={field.name} words={words} field={field} isFirstFault={field.name === firstFault} />
        ))}
        {fields.some(({ isFixed }) => !isFixed) && (
          <Actions words={settings} isSeenByReaders={!UNSEEN.has(section)} />
        )}
      </form>
    </section>
  );
}

/** The preview takes what is typed, and saves nothing. */
export const Actions = ({
  words,
  isSeenByReaders,
}: {
  words: Words['staff']['settings'];
  isSeenByReaders: boolean;
}) => (
  <div class="actions">
    <button class="button compact" type="submit">
      {words.save}
    </button>
    {isSeenByReaders && (
      <button
        class="button plain compact"
        type="submit"
        formAction={staffPaths.settingsPreview}
        formTarget="_blank"
      >
        {words.preview}
      </button>
    )}
  </div>
);
