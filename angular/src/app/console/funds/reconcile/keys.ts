export type Command = 'match' | 'entry' | 'ignore' | 'undo' | 'certain' | 'help' | 'history';
export type Place = 'field' | 'page';

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

/** What a letter means here. Nothing inside a box one types in, nothing with Ctrl: those are the browser's. */
export function commandOf(event: Pressed, at: Place): Command | null {
  if (at === 'field' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return null;
  }
  return LETTERS[event.key.length === 1 ? event.key.toLowerCase() : ''] ?? null;
}

/** Where a key was pressed: in something that takes letters itself, or in an open sheet, or just on the page. */
export function placeOf(target: EventTarget | null): Place {
  const field = 'input:not([type=checkbox]):not([type=radio]), textarea, select, dialog';
  return target instanceof Element && target.closest(field) ? 'field' : 'page';
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
