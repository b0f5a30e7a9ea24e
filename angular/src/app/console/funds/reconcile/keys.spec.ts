import { commandOf, moved, placeOf } from './keys';

function press(key: string, extra: Partial<KeyboardEvent> = {}) {
  return { key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...extra };
}

describe('keys of the reconciliation', () => {
  it.each([
    ['m', 'match'],
    ['N', 'entry'],
    ['u', 'undo'],
    ['?', 'help'],
    ['？', 'help'],
    ['x', null],
    ['Tab', null],
    ['Enter', null],
  ])('%s means %s on the page', (key, command) => {
    expect(commandOf(press(key), 'page')).toBe(command);
  });

  it('leaves what one types alone', () => {
    expect(commandOf(press('m'), 'field')).toBeNull();
    expect(commandOf(press('n', { isComposing: true }), 'page')).toBeNull();
  });

  it('leaves the browser its own', () => {
    expect(commandOf(press('a', { ctrlKey: true }), 'page')).toBeNull();
    expect(commandOf(press('u', { metaKey: true }), 'page')).toBeNull();
  });

  it('knows where it was pressed', () => {
    const page = document.createElement('div');
    page.innerHTML = '<ul role="listbox"><li>x</li></ul><button>b</button><input><dialog><button>d</button></dialog>';
    expect(placeOf(page.querySelector('li'))).toBe('page');
    expect(placeOf(page.querySelector('button'))).toBe('page');
    expect(placeOf(page.querySelector('input'))).toBe('field');
    expect(placeOf(page.querySelector('dialog button'))).toBe('field');
    expect(placeOf(null)).toBe('page');
  });

  it('stays inside the list', () => {
    expect(moved(0, 'ArrowUp', 3)).toBe(0);
    expect(moved(2, 'ArrowDown', 3)).toBe(2);
    expect(moved(0, 'End', 3)).toBe(2);
    expect(moved(2, 'Home', 3)).toBe(0);
    expect(moved(1, 'q', 3)).toBeNull();
  });
});
