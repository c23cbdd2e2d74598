import type { TipEvent } from '../../../../src/tips/tip.ts';
import { At } from '../../time.tsx';
import { EventText, type Told } from './tip-event.tsx';

/** All that somebody did, and when, to the last view: folded, for the talk above tells what matters of it. */
export function TipHistory({ events, ...told }: Told & { events: readonly TipEvent[] }) {
  const { words, clock } = told;
  const { tip: labels } = words.staff;
  // What was seen with it stands in the list, and is no view of its own.
  const views = events.filter(({ kind }) => kind === 'viewed').length;
  return (
    <details id="history">
      <summary>
        {labels.history} · {labels.views(views)}
      </summary>
      <ol class="events">
        {events.map((event, index) => (
          <li key={index}>
            <EventText event={event} {...told} />
            <span class="quiet small">
              <At at={event.at} clock={clock} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
