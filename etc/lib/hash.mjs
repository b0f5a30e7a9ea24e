// One hash over the names and contents of files and folders, so that a build is skipped when nothing changed.
// node hash.mjs [--skip-tests] <path>...
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const output = new Set(['node_modules', 'bin', 'obj', 'dist', '.angular', '.data', '.git', 'TestResults', 'coverage', 'test-results', 'playwright-report']);
const paths = process.argv.slice(2);
const skipTests = paths[0] === '--skip-tests';
if (skipTests) paths.shift();

const hash = createHash('sha256');

function add(path, name) {
  if (statSync(path).isDirectory()) {
    for (const child of readdirSync(path).sort()) {
      if (output.has(child)) continue;
      if (skipTests && (child.endsWith('.Tests') || child === 'test' || child === 'bench')) continue;
      add(join(path, child), `${name}/${child}`);
    }
  } else {
    hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
  }
}

paths.forEach((path, index) => existsSync(path) && add(path, String(index)));
console.log(hash.digest('hex'));
