import { Icon } from '../parts/icons.tsx';
import type { Frame } from '../parts/layout.tsx';

/** Why nobody can sign in here, and where they can. */
export function OpenedByHttp({ frame, address }: { frame: Frame; address: string }) {
  return (
    <p class="notice error" role="alert">
      <Icon name="alert" size={20} />
      <span>
        {frame.words.staff.login.byHttp} <a href={address}>{address}</a>
      </span>
    </p>
  );
}
