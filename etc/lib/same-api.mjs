// Says whether the API document that the web's types are made from is the one the running host serves.
// node same-api.mjs <file> <url>
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

const [file, url] = process.argv.slice(2);
const response = await fetch(url);
if (!response.ok) {
  console.error(`${url} answered ${response.status}`);
  process.exit(1);
}

// "servers" only repeats the address that was asked.
const { servers: _here, ...here } = JSON.parse(readFileSync(file, 'utf8'));
const { servers: _there, ...there } = await response.json();

for (const [part, mine, theirs] of [
  ['path', here.paths, there.paths],
  ['schema', here.components?.schemas, there.components?.schemas],
]) {
  for (const name of new Set([...Object.keys(mine ?? {}), ...Object.keys(theirs ?? {})])) {
    if (!isDeepStrictEqual(mine?.[name], theirs?.[name])) console.error(`${part} differs: ${name}`);
  }
}
if (!isDeepStrictEqual(here, there)) {
  console.error(`${file} is not what the host serves: save ${url} there and run npm run api:generate`);
  process.exit(1);
}
