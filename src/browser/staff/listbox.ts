const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
/** What a key is called that the keyboard's own composing takes; Safari tells no more of the one that ends it. */
const COMPOSING = 229;

type Choices = { choose: (option: HTMLElement) => void; refuse: () => void };

/**
 * A list under a field of several lines, as of a combobox: the focus stays in the field, which tells the active option. It keeps its
 * own role, as no other is allowed it, and a combobox has one line.
 */
export function createListbox(field: HTMLTextAreaElement, list: HTMLElement) {
  const options: readonly HTMLElement[] = [...list.querySelectorAll('li')];
  let active: HTMLElement | null = null;
  tellRoles(field, list, options);

  const mark = (option: HTMLElement | null) => {
    active = option;
    for (const one of options) one.setAttribute('aria-selected', String(one === option));
    if (option === null) return field.removeAttribute('aria-activedescendant');
    field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  };
  const move = (from: HTMLElement, step: number) => {
    const shown = options.filter(({ hidden }) => !hidden);
    mark(shown.at((shown.indexOf(from) + step) % shown.length) ?? null);
  };
  const listen = ({ choose, refuse }: Choices) => {
    field.addEventListener('keydown', event => {
      if (active === null || isForOthers(event)) return;
      const step = STEPS[event.key];
      if (step !== undefined) move(active, step);
      else if (event.key === 'Enter') choose(active);
      else if (event.key === 'Escape') refuse();
      else return;
      event.preventDefault();
    });
    // The focus stays in the field.
    list.addEventListener('mousedown', event => event.preventDefault());
    list.addEventListener('click', ({ target }) => {
      const option = options.find(one => target instanceof Node && one.contains(target));
      if (option !== undefined) choose(option);
    });
  };
  return { fitting: fittingOf(options), show: showIn(list, options, mark), close, listen };

  function close() {
    list.hidden = true;
    mark(null);
  }
}

function tellRoles(field: HTMLElement, list: HTMLElement, options: readonly HTMLElement[]): void {
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', list.dataset['label'] ?? '');
  for (const one of options) one.setAttribute('role', 'option');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-haspopup', 'listbox');
  field.setAttribute('aria-controls', list.id);
}

const isForOthers = (event: KeyboardEvent) =>
  event.isComposing ||
  event.keyCode === COMPOSING ||
  ['Alt', 'Control', 'Meta', 'Shift'].some(name => event.getModifierState(name));

/** The first is active: it fits best, and is chosen at once. */
const showIn =
  (list: HTMLElement, options: readonly HTMLElement[], mark: (option: HTMLElement | null) => void) =>
  (fitting: readonly HTMLElement[]) => {
    for (const one of options) one.hidden = !fitting.includes(one);
    list.hidden = false;
    mark(fitting[0] ?? null);
  };

/** Those whose name or e-mail begins so; none where the only one of them is written already. */
const fittingOf =
  (options: readonly HTMLElement[]) =>
  (typed: string): readonly HTMLElement[] => {
    const begun = fold(typed);
    const fitting = options.filter(one => wordsOf(one).some(word => word.startsWith(begun)));
    return fitting.length === 1 && fitting.some(one => wordsOf(one).includes(begun)) ? [] : fitting;
  };

const wordsOf = ({ dataset }: HTMLElement) =>
  [dataset['word'], dataset['name'], dataset['email']].flatMap(word => (word ? [fold(word)] : []));

const fold = (word: string) => word.normalize('NFC').toLowerCase();
