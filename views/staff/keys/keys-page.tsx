import type { Viewer } from '../../../src/staff/access.ts';
import type { Frame } from '../../parts/layout.tsx';
import { DeskPage } from '../desk-page.tsx';
import { KeySheet } from './key-sheet.tsx';

export const KeysPage = ({ frame, viewer }: { frame: Frame; viewer: Viewer }) => (
  <DeskPage frame={frame} title={frame.words.staff.keys.title} viewer={viewer}>
    <KeySheet words={frame.words} />
  </DeskPage>
);
