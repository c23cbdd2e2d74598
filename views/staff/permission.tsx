import type { Words } from '../../src/i18n/words.ts';
import type { Permission } from '../../src/tips/tip.ts';

type BadgeProps = { words: Words; permission: Permission | null };

/** Whether photos and videos may be used, in a frame; nothing where it was never asked. */
export const PermissionBadge = ({ words, permission }: BadgeProps) =>
  permission === null ? null : (
    <span class={permission === 'no' ? 'badge error' : 'badge good'}>
      {words.staff.permissions[permission]}
    </span>
  );
