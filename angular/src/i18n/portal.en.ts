export { default as account } from './en/account.json';
export { default as home } from './en/home.json';
export { default as shell } from './en/shell.json';
export { default as checkIn } from './en/checkIn.json';
export { default as hours } from './en/hours.json';
export { default as shifts } from './en/shifts.json';
export { default as signIn } from './en/signIn.json';
