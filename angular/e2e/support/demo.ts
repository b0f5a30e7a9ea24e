import { readFileSync } from 'node:fs';

import { Person } from './sign-in';

interface Accounts {
  readonly password: string;
  readonly accounts: readonly { readonly userName: string; readonly name: string }[];
}

const seed = JSON.parse(readFileSync(new URL('../../../etc/seed/accounts.json', import.meta.url), 'utf8')) as Accounts;

/** The demo's own sign-ins, by user name. */
export function demo(userName: string): Person {
  if (!seed.accounts.some((account) => account.userName === userName)) {
    throw new Error(`The demo knows no ${userName}.`);
  }
  return { identifier: userName, password: seed.password };
}

/** Different at every run: the stories leave their traces in the database, and must run again on it. */
export function unique(): string {
  return Date.now().toString(36) + Math.floor(Math.random() * 1296).toString(36);
}

/** An invented phone number that nobody has. */
export function newPhone(): string {
  return `1990${Math.floor(Math.random() * 1e7)
    .toString()
    .padStart(7, '0')}`;
}
