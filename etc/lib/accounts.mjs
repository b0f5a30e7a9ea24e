// Prints the demo sign-ins. node accounts.mjs <etc/seed/accounts.json>
import { existsSync, readFileSync } from 'node:fs';

const file = process.argv[2];
if (existsSync(file)) {
  const { password, accounts } = JSON.parse(readFileSync(file, 'utf8'));
  // A Chinese character takes two columns.
  const width = (text) => [...text].reduce((sum, character) => sum + (character.codePointAt(0) > 0x2e7f ? 2 : 1), 0);
  const rows = accounts.map(({ userName, role, name, community }) => [userName, role, name, community ?? '']);
  const widest = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  console.log(`Demo sign-ins, password ${password}`);
  for (const row of rows) {
    console.log(`  ${row.map((cell, column) => cell + ' '.repeat(widest[column] - width(cell))).join('  ')}`.trimEnd());
  }
}
