export type Command = 'accept' | 'match' | 'entry' | 'ignore' | 'undo' | 'certain' | 'help' | 'pick' | 'history';

const LETTERS: Readonly<Record<string, Command>> = {
  m: 'match',
  n: 'entry',
  i: 'ignore',
  u: 'undo',
  a: 'certain',
  h: 'history',
  '?': 'help',
  '？': 'help',
};

/** In the order in which the help page lists them. */
export const KEYS: readonly { readonly keys: readonly string[]; readonly text: string }[] = [
  { keys: ['↑', '↓'], text: 'move' },
  { keys: ['←', '→'], text: 'side' },
  { keys: ['Enter'], text: 'accept' },
  { keys: ['Space'], text: 'pick' },
  { keys: ['M'], text: 'match' },
  { keys: ['N'], text: 'entry' },
  { keys: ['I'], text: 'ignore' },
  { keys: ['A'], text: 'certain' },
  { keys: ['U'], text: 'undo' },
  { keys: ['H'], text: 'history' },
  { keys: ['PgUp', 'PgDn'], text: 'page' },
  { keys: ['?'], text: 'help' },
];

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/**
 * What a key means here. Nothing inside a box one types in, nothing with Ctrl (those are the browser's), and Enter and
 * Space only where they have no meaning of their own: on a button they press the button.
 */
export function commandOf(event: Pressed, at: 'list' | 'control' | 'field' | 'page'): Command | null {
  if (at === 'field' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return null;
  }
  if (event.key === 'Enter' || event.key === ' ') {
    return at === 'list' ? (event.key === 'Enter' ? 'accept' : 'pick') : null;
  }
  return LETTERS[event.key.length === 1 ? event.key.toLowerCase() : ''] ?? null;
}

/** Where in the page a key was pressed. */
export function placeOf(target: EventTarget | null): 'list' | 'control' | 'field' | 'page' {
  if (!(target instanceof Element)) {
    return 'page';
  }
  if (target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog')) {
    return 'field';
  }
  if (target.closest('[role=listbox]')) {
    return 'list';
  }
  return target.closest('button, a, summary, input, label') ? 'control' : 'page';
}

/** The next place in a list, held at both ends. */
export function moved(index: number, key: string, count: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(index + 1, last);
    case 'ArrowUp':
    case 'k':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
