export interface MenuEntry {
  /** Address below /console. */
  readonly path: string;
  /** Translation key. */
  readonly text: string;
  /** Shown to those who may; without it, to everybody in the console. */
  readonly permission?: string;
}

// One line per entry, in the order of the menu.
export const CONSOLE_MENU: readonly MenuEntry[] = [
  { path: '', text: 'desk.title' },
  { path: 'clubs', text: 'clubs.title', permission: 'Organizations.ViewClubs' },
];
