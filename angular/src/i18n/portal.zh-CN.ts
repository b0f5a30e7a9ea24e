export { default as account } from './zh-CN/account.json';
export { default as home } from './zh-CN/home.json';
export { default as shell } from './zh-CN/shell.json';
export { default as checkIn } from './zh-CN/checkIn.json';
export { default as hours } from './zh-CN/hours.json';
export { default as shifts } from './zh-CN/shifts.json';
export { default as signIn } from './zh-CN/signIn.json';
