export { default as account } from './en/account.json';
export { default as home } from './en/home.json';
export { default as invitation } from './en/invitation.json';
export { default as join } from './en/join.json';
export { default as shell } from './en/shell.json';
export { default as signIn } from './en/signIn.json';
