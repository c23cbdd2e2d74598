import { staffPaths } from '../../../src/paths.ts';
import { Icon } from '../../parts/icons.tsx';
import { DeskPage } from '../desk-page.tsx';
import { At } from '../time.tsx';
import { CallForm } from './call-form.tsx';
import type { CallFormProps } from './call-form-props.ts';

/** One that was begun: the first words of what was said, else the number. */
type BegunCall = { id: string; revision: number; at: number; about: string };

type CallPageProps = CallFormProps & { drafts: readonly BegunCall[] };

/** Where staff write down what they hear on the phone, are brought or are told: one screen, the first fields first. */
export function CallPage(props: CallPageProps) {
  const { frame, viewer, faults } = props;
  const { calls, settings } = frame.words.staff;
  return (
    <DeskPage frame={frame} title={calls.title} viewer={viewer} room="calls">
      <h1>{calls.title}</h1>
      <p class="quiet">{calls.lead}</p>
      {Object.keys(faults).length > 0 && (
        <p class="notice error" role="alert">
          <Icon name="alert" size={20} />
          <span>{settings.notSaved}</span>
        </p>
      )}
      <BegunCalls {...props} />
      <CallForm {...props} />
    </DeskPage>
  );
}

function BegunCalls({ frame, drafts, clock, writer }: CallPageProps) {
  const { calls } = frame.words.staff;
  if (drafts.length === 0) return null;
  return (
    <section class="part begun-calls" aria-labelledby="begun">
      <h2 id="begun">{calls.drafts}</h2>
      <ul class="plain-list">
        {drafts.map(({ id, revision, at, about }) => (
          <li key={id}>
            <form method="post" action={staffPaths.callDrafts}>
              <input type="hidden" name="draft" value={id} />
              <input type="hidden" name="seen" value={revision} />
              <input type="hidden" name="writer" value={writer} />
              <p>
                <span class="quiet small">
                  <At at={at} clock={clock} />
                </span>{' '}
                <bdi>{about.slice(0, 60)}</bdi>
              </p>
              <p class="choices">
                <a href={staffPaths.calls({ draft: id })}>{calls.goOn}</a>
                <button class="link" type="submit" name="remove" value="on">
                  {calls.throwAway}
                </button>
              </p>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
