import type { Words } from '../../../src/i18n/words.ts';
import { capsOf, KEY_PLACES, KEYS, type KeyName } from '../../../src/keys.ts';

const isKeyName = (name: string): name is KeyName => name in KEYS;
const NAMES = Object.keys(KEYS).filter(isKeyName);

/** All keys, by where they work, and the switch that turns them off. It stands on a page of its own, and above others. */
export function KeySheet({ words }: { words: Words }) {
  const { keys } = words.staff;
  return (
    <section id="key-sheet" class="key-sheet" aria-labelledby="key-title">
      <header>
        <h1 id="key-title">{keys.title}</h1>
        <label class="choice only-with-script">
          <input type="checkbox" data-keys-switch /> {keys.use}
        </label>
        <form method="dialog">
          <button class="button plain compact" type="submit">
            {keys.shut} <kbd>Esc</kbd>
          </button>
        </form>
      </header>
      <div class="key-places">
        {KEY_PLACES.map(place => (
          <div key={place}>
            <h2>{keys.places[place]}</h2>
            <dl>
              {NAMES.filter(name => KEYS[name].place === place).map(name => (
                <div key={name}>
                  <dt>
                    {capsOf(name).map(key => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{keys.does[name]}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
      <p class="hint">{keys.hint}</p>
    </section>
  );
}
