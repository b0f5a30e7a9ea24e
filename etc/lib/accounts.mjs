// Prints the demo sign-ins. node accounts.mjs <etc/seed/accounts.json>
import { existsSync, readFileSync } from 'node:fs';

const file = process.argv[2];
if (existsSync(file)) {
  const read = JSON.parse(readFileSync(file, 'utf8'));
  const accounts = Array.isArray(read) ? read : (read.accounts ?? []);
  const shown = accounts.filter((account) => account.password ?? read.password);
  // A Chinese character takes two columns.
  const width = (text) => [...text].reduce((sum, character) => sum + (character.codePointAt(0) > 0x2e7f ? 2 : 1), 0);
  const rows = shown.map((account) => [
    String(account.userName ?? account.login ?? account.phone ?? account.email),
    String(account.password ?? read.password),
    [account.role ?? (account.roles ?? []).join(', '), account.tenant ?? account.community, account.name ?? account.displayName].filter(Boolean).join(' · '),
  ]);
  const widest = (column) => Math.max(...rows.map((row) => width(row[column])));
  console.log('Demo sign-ins (name, password, who):');
  for (const row of rows) {
    console.log(`  ${row[0]}${' '.repeat(widest(0) - width(row[0]))}  ${row[1]}${' '.repeat(widest(1) - width(row[1]))}  ${row[2]}`);
  }
}
