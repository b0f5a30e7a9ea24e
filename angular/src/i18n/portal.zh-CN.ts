export { default as account } from './zh-CN/account.json';
export { default as home } from './zh-CN/home.json';
export { default as invitation } from './zh-CN/invitation.json';
export { default as join } from './zh-CN/join.json';
export { default as shell } from './zh-CN/shell.json';
export { default as signIn } from './zh-CN/signIn.json';
