// ng build, and two things it does not offer:
// chunks that are always loaded together are joined (eight requests fewer on a first visit), and the service worker
// asks for the first page at /start, an address like any other: index.html as a file is never given out, because each
// answer carries a nonce of its own.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ng = fileURLToPath(new URL('../node_modules/@angular/cli/bin/ng.js', import.meta.url));
const manifest = new URL('../dist/volunteer/browser/ngsw.json', import.meta.url);

const { status } = spawnSync(process.execPath, [ng, 'build', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, NG_BUILD_OPTIMIZE_CHUNKS: '1' },
});
if (status === 0 && existsSync(manifest)) {
  const worker = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, JSON.stringify({ ...worker, index: '/start' }, null, 2));
}
process.exit(status ?? 1);
