import type { DeskSetting } from '../../config/desk-config.ts';
import type { SettingRule } from '../../errors.ts';

/** What a setting must be, for whoever typed another value. */
export const RULES: Readonly<Record<DeskSetting, SettingRule>> = {
  NEWSROOM_NAME: 'name',
  TIME_ZONE: 'time zone',
  NEWSROOM_INBOX: 'inbox',
  MAIL_CONTACTS: 'choice',
  DAILY_MAIL: 'time of day',
  CHANNEL_PHONE: 'phone',
  CHANNEL_MAIL: 'email',
  CHANNEL_CHAT_NAME: 'name',
  CHANNEL_CHAT_URL: 'chat url',
  LANGUAGES: 'languages',
  FORM_HEADLINE_KO: 'name',
  FORM_HEADLINE_EN: 'name',
  FORM_LEAD_KO: 'sentence',
  FORM_LEAD_EN: 'sentence',
  FORM_HINT_KO: 'sentence',
  FORM_HINT_EN: 'sentence',
  RECEIPT_LEAD_KO: 'sentence',
  RECEIPT_LEAD_EN: 'sentence',
  CHECKLIST: 'checklist',
  SECOND_FACTOR: 'choice',
  SAFETY_FOLD: 'choice',
  ACCENT: 'colour',
  RETENTION_UNUSED: 'days',
  RETENTION_OPEN: 'days',
  RETENTION_USED: 'days',
  RETENTION_WITHDRAWN: 'days',
  RETENTION_NOTICE: 'notice',
};
