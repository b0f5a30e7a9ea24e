import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export interface TrueLine {
  /** Local time, e.g. 2026-03-02T00:00:00. */
  readonly at: string;
  readonly fen: number;
  readonly who: string;
  readonly memo: string;
}

interface Truth {
  readonly openingFen: number;
  readonly lines: readonly TrueLine[];
}

/** A statement file that lies beside the repository, with what it truly says; a missing one fails the story. */
export function statement(name: string): { buffer: Buffer; truth: Truth } {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const folders = [process.env['VOLUNTEER_SHARED'], join(root, '../shared'), join(root, '../../shared')];
  const folder = folders
    .filter((one) => one !== undefined)
    .map((one) => join(one, 'data/statements'))
    .find((one) => existsSync(join(one, name)));
  if (!folder) {
    throw new Error(`${name} is neither under VOLUNTEER_SHARED nor in a folder "shared" beside the repository.`);
  }
  const truths = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Record<string, Truth>;
  return { buffer: readFileSync(join(folder, name)), truth: truths[name]! };
}
