// Fails when the two languages do not say the same things, or when a page asks for a text that nobody wrote.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const LANGS = ['zh-CN', 'en'];
const SCOPES = ['app', 'portal', 'console'];

/** { a: { b: 'x' } } → Map { 'a.b' → 'x' } */
export function flatten(object, prefix = '', into = new Map()) {
  for (const [key, value] of Object.entries(object)) {
    if (typeof value === 'string') {
      into.set(prefix + key, value);
    } else {
      flatten(value, `${prefix}${key}.`, into);
    }
  }
  return into;
}

export function placeholders(text) {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)]
    .map((match) => match[1])
    .sort()
    .join(', ');
}

/** Quoted words that begin with a feature's name; a bound attribute (`[x]="home.y"`) is code, not a key. */
export function keysIn(source, features) {
  const found = new Set();
  const code = source.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '');
  for (const match of code.matchAll(/(\]=|\)=)?(["'`])([a-z][A-Za-z0-9]*)\.([\w.:-]*)(\2|\$\{)/g)) {
    const [, bound, , feature, rest] = match;
    if (!bound && features.has(feature)) {
      found.add(`${feature}.${rest}`);
    }
  }
  return found;
}

/** A key in full, or the fixed beginning of one that ends with a dot. */
export function isKnown(key, known) {
  return key.endsWith('.') ? [...known].some((candidate) => candidate.startsWith(key)) : known.has(key);
}

function filesBelow(folder, pattern) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function listOf(root, scope, lang, complaints) {
  const features = [];
  for (const line of readFileSync(join(root, 'i18n', `${scope}.${lang}.ts`), 'utf8').split('\n')) {
    const match = /^export \{ default as (\w+) \} from '\.\/([\w-]+)\/(\w+)\.json';$/.exec(line);
    if (match && (match[1] !== match[3] || match[2] !== lang)) {
      complaints.push(`${scope}.${lang}.ts: "${line}" names another file`);
    } else if (match) {
      features.push(match[1]);
    } else if (line.trim() !== '' && !line.startsWith('//')) {
      complaints.push(`${scope}.${lang}.ts: cannot read "${line}"`);
    }
  }
  return features;
}

export function check(root) {
  const complaints = [];
  const texts = new Map(LANGS.map((lang) => [lang, new Map()]));
  const features = new Set();

  for (const lang of LANGS) {
    const listed = new Set(SCOPES.flatMap((scope) => listOf(root, scope, lang, complaints)));
    for (const file of readdirSync(join(root, 'i18n', lang))) {
      const feature = basename(file, '.json');
      features.add(feature);
      if (!listed.has(feature)) {
        complaints.push(`${lang}/${file} is in no list (portal.${lang}.ts or console.${lang}.ts)`);
      }
      const words = JSON.parse(readFileSync(join(root, 'i18n', lang, file), 'utf8'));
      for (const [key, text] of flatten(words, `${feature}.`)) {
        texts.get(lang).set(key, text);
        if (text.trim() === '') {
          complaints.push(`${lang}: ${key} is empty`);
        }
      }
    }
  }

  const [zh, en] = LANGS.map((lang) => texts.get(lang));
  for (const scope of SCOPES) {
    const [a, b] = LANGS.map((lang) => listOf(root, scope, lang, []).sort().join());
    if (a !== b) {
      complaints.push(`${scope}: the lists of the two languages differ`);
    }
  }
  for (const [key, text] of zh) {
    if (!en.has(key)) {
      complaints.push(`en lacks ${key}`);
    } else if (placeholders(text) !== placeholders(en.get(key))) {
      complaints.push(`${key}: {{ ${placeholders(text)} }} in zh-CN, {{ ${placeholders(en.get(key))} }} in en`);
    }
  }
  for (const key of en.keys()) {
    if (!zh.has(key)) {
      complaints.push(`zh-CN lacks ${key}`);
    }
  }

  const known = new Set(zh.keys());
  const used = new Set();
  for (const file of filesBelow(join(root, 'app'), /(?<!\.spec)\.(ts|html)$/)) {
    for (const key of keysIn(readFileSync(file, 'utf8'), features)) {
      used.add(key);
      if (!isKnown(key, known)) {
        complaints.push(`${file.slice(root.length)}: nobody wrote ${key}`);
      }
    }
  }
  const idle = [...known].filter(
    (key) =>
      !key.startsWith('errors.') && !used.has(key) && ![...used].some((u) => u.endsWith('.') && key.startsWith(u)),
  );
  return { complaints, idle, count: known.size };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { complaints, idle, count } = check(fileURLToPath(new URL('../src/', import.meta.url)));
  if (idle.length > 0) {
    console.log(`Texts that no page asks for: ${idle.join(', ')}`);
  }
  if (complaints.length > 0) {
    console.error(complaints.join('\n'));
    process.exit(1);
  }
  console.log(`${count} texts, both languages complete.`);
}
