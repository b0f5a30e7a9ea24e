export { default as consoleShell } from './zh-CN/consoleShell.json';
export { default as desk } from './zh-CN/desk.json';
export { default as clubs } from './zh-CN/clubs.json';
export { default as roster } from './zh-CN/roster.json';
export { default as attendance } from './zh-CN/attendance.json';
export { default as hoursDesk } from './zh-CN/hoursDesk.json';
