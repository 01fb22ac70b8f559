import { LOOPBACK } from '../../go/loopback.ts';
import type { Files } from '../../go/files.ts';
import type { Program } from '../../go/project.ts';
import { decide } from '../decision.ts';
import type { Decision } from '../plan-types.ts';
import { isClosed } from './port-configuration.ts';
import { holdsSecret, keysOf, scalarsAt } from './settings-keys.ts';
import { findInSource } from '../storage/storage.ts';

/** A configuration file of the repository as the container needs it. */
export interface SettingsFile {
  /** As the program names it. */
  readonly path: string;
  readonly text: string;
}

export interface OpenedByFile {
  /** As it is with the file. */
  readonly program: Program;
  readonly file: SettingsFile | null;
  readonly decisions: readonly Decision[];
}

const ON_LOOPBACK = new RegExp(String.raw`^(["']?)(${LOOPBACK})(?=:\d|["']?$)`);

/** Its key in the ConfigMap. */
export function fileName({ path }: SettingsFile): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/[^\w.-]+/g, '-');
}

/**
 * Where only a configuration file keeps every listener on loopback, the file with all addresses in their place. One that may
 * hold secrets stays as it is.
 */
export async function openByFile(program: Program, files: Files): Promise<OpenedByFile> {
  const known = program.listens.filter(({ port }) => port !== null);
  const closed = known.filter((listener) => isClosed(program, listener) && keysOf(listener).length > 0);
  if (closed.length === 0 || closed.length < known.length) return { program, file: null, decisions: [] };
  const keys = closed.flatMap(keysOf);
  for (const { path, source, certainty } of program.runtimeFiles) {
    if (certainty === 'unknown' || !/\.(?:ya?ml|json)$/i.test(path)) continue;
    const found = await findInSource(program, files, path, source);
    if (!found || found.folder) continue;
    // Blanks at the ends of lines would make one long quoted line of it.
    const written = `${((await files.read(found.from)) ?? '').replace(/[ \t\r]+$/gm, '').trimEnd()}\n`;
    const text = holdsSecret(written) ? null : withoutLoopback(written, keys);
    if (text === null) continue;
    return {
      program: {
        ...program,
        listens: program.listens.map((one) => (closed.includes(one) ? { ...one, bind: 'all' } : one)),
      },
      file: { path, text },
      decisions: [
        decide(
          ['configuration file'],
          found.from,
          ['It keeps the program on loopback: a ConfigMap brings it with all addresses in that place'],
          { evidence: closed[0] },
        ),
      ],
    };
  }
  return { program, file: null, decisions: [] };
}

/** The text with `0.0.0.0` for each address on loopback under the keys; null where there is none. */
function withoutLoopback(text: string, keys: readonly string[]): string | null {
  const hosts = new Map<number, number>();
  for (const scalar of scalarsAt(text, keys)) {
    const [start, end] = scalar?.range ?? [0, 0];
    const [, quote = '', host = ''] = ON_LOOPBACK.exec(text.slice(start, end)) ?? [];
    if (host !== '') hosts.set(start + quote.length, start + quote.length + host.length);
  }
  const edited = [...hosts]
    .sort(([a], [b]) => b - a)
    .reduce((all, [start, end]) => `${all.slice(0, start)}0.0.0.0${all.slice(end)}`, text);
  return hosts.size === 0 ? null : edited;
}
