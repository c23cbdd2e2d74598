import { keptUploads } from '../chosen-files/kept-uploads.ts';
import { forgetSession } from '../session/session-value.ts';
import { askTus } from '../uploads/tus-protocol.ts';

/**
 * Leaves nothing of what was typed and chosen in this tab, for whoever must leave no trace: what is kept for a reload, the
 * fields, and what the server has of files that were not sent. No question holds up the leaving that follows.
 */
export function forgetDraft(): void {
  for (const { url } of keptUploads()) {
    // Best effort, as nobody is left to try again: the server deletes what is never sent after a day.
    if (url !== null) askTus(url, { method: 'DELETE', keepalive: true }).catch(() => {});
  }
  forgetSession();
  for (const form of document.forms) form.reset();
}
