import { staffPaths } from '../../../src/paths.ts';
import type { ApiToken } from '../../../src/staff/api-tokens/api-tokens.ts';
import type { Frame } from '../../parts/layout.tsx';
import { Ago, At, type Clock } from '../time.tsx';

type TokensProps = { frame: Frame; clock: Clock; tokens: readonly ApiToken[] };

export function OwnTokens({ frame, clock, tokens }: TokensProps) {
  const words = frame.words.staff.account.tokens;
  return (
    <section class="asked" aria-labelledby="tokens-title">
      <h2 id="tokens-title">{words.title}</h2>
      <p class="quiet">{words.lead}</p>
      {tokens.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="own">
          {tokens.map(token => (
            <li key={token.id}>
              <p>
                <strong>{token.name}</strong>
                <br />
                <span class="quiet small">
                  {words.made} <At at={token.createdAt} clock={clock} /> · {words.used}{' '}
                  {token.usedAt === null ? words.never : <Ago at={token.usedAt} clock={clock} />}
                </span>
              </p>
              <form method="post" action={staffPaths.endToken}>
                <input type="hidden" name="id" value={token.id} />
                <button class="button plain compact" type="submit" aria-label={words.endOf(token.name)}>
                  {words.end}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form class="fields" method="post" action={staffPaths.addToken}>
        <div>
          <label for="token-name">{words.name}</label>
          <p class="hint" id="token-example">
            {words.example}
          </p>
          <input
            id="token-name"
            type="text"
            name="name"
            maxLength={100}
            required
            aria-describedby="token-example"
          />
        </div>
        <div class="actions">
          <button class="button" type="submit">
            {words.add}
          </button>
        </div>
      </form>
    </section>
  );
}
