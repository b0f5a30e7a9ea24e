export { default as consoleShell } from './en/consoleShell.json';
export { default as desk } from './en/desk.json';
export { default as clubs } from './en/clubs.json';
export { default as roster } from './en/roster.json';
