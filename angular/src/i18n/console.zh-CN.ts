export { default as consoleShell } from './zh-CN/consoleShell.json';
export { default as desk } from './zh-CN/desk.json';
export { default as clubs } from './zh-CN/clubs.json';
export { default as roster } from './zh-CN/roster.json';
