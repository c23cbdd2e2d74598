import type { SettingField } from '../../../../views/staff/settings/fields.tsx';
import { shadesOf } from '../../../accent.ts';
import { isRight } from '../../../config/desk-config.ts';
import type { ShownSetting } from '../../../staff/settings/change-settings.ts';

type More = Partial<Pick<SettingField, 'fault' | 'now'>>;

/** A setting as its field shows it. */
export const toField = (setting: ShownSetting, { fault, now }: More = {}): SettingField => ({
  ...{ ...setting, fault, now },
  shades: setting.name === 'ACCENT' && isRight('ACCENT', setting.value) ? shadesOf(setting.value) : null,
});
