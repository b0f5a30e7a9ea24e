export { default as consoleShell } from './en/consoleShell.json';
export { default as desk } from './en/desk.json';
