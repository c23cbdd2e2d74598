import type { Frame } from '../layout.tsx';
import { DoorPage } from './desk-page.tsx';

/** What a person is told instead of the page. */
export function MessagePage({ frame, said }: { frame: Frame; said: string }) {
  const { page } = frame.words.desk;
  return (
    <DoorPage frame={frame} title={page.sorry}>
      <p>{said}</p>
      <p>
        <a href="/admin">{page.toList}</a>
      </p>
    </DoorPage>
  );
}
