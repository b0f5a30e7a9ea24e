export { default as consoleShell } from './zh-CN/consoleShell.json';
export { default as desk } from './zh-CN/desk.json';
