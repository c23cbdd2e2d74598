import { startCopyButtons } from './copy.ts';
import { startAnswers } from './staff/answers.ts';
import { startCalls } from './staff/calls/calls.ts';
import { offerNotes } from './staff/calls/offer-note.ts';
import { startCovers } from './staff/covers.ts';
import { startDrafts } from './staff/drafts.ts';
import { startKeys } from './staff/keys/keys.ts';
import { watchSwitch } from './staff/keys/switch.ts';
import { startLiveList } from './staff/live/live-list.ts';
import { startPresence } from './staff/live/presence.ts';
import { startMany } from './staff/many/many.ts';
import { startToast } from './staff/many/toast.ts';
import { startMentions } from './staff/mentions.ts';
import { startPasskeys } from './staff/passkeys.ts';
import { startUnfolding } from './staff/print.ts';
import { startReadyAnswers } from './staff/ready-answers.ts';
import { startScrolling } from './staff/scrolling.ts';
import { showCurrentTab } from './staff/tabs.ts';
import { startTags } from './staff/tags.ts';

/** Two clicks at once must not send a form twice. Its button stays enabled, or a page that fails to load would trap it. */
const PAUSE = 5_000;

const sentAt = new WeakMap<HTMLFormElement, number>();

document.addEventListener('submit', event => {
  if (!(event.target instanceof HTMLFormElement) || event.target.method !== 'post') return;
  const now = performance.now();
  if (now - (sentAt.get(event.target) ?? Number.NEGATIVE_INFINITY) < PAUSE) event.preventDefault();
  else sentAt.set(event.target, now);
});

document.documentElement.classList.add('has-script');
showCurrentTab();
startCopyButtons();
startAnswers();
startCalls();
offerNotes();
startCovers();
startDrafts();
startKeys();
watchSwitch(document);
startLiveList();
startMentions();
startPresence();
startPasskeys();
startTags();
startReadyAnswers();
startMany();
startToast();
startUnfolding();
startScrolling();
