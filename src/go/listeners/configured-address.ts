import type { Repository } from '../modules/repository.ts';
import { same, type Setting, UNKNOWN } from '../values/setting.ts';
import { documentOf, scalarAt } from '../modules/settings-files.ts';

/** Keys of a framework's configuration file that say where it listens. */
export interface AddressKeys {
  /** `host:port`, by its path in YAML or JSON, or its name in an INI file. */
  readonly address?: string;
  readonly port?: string;
  readonly host?: string;
}

/** What a configuration file of the repository says of an address; null where none does. */
export type ConfiguredAddress = (keys: AddressKeys) => Setting | null;

/**
 * Looks into the configuration files nearest to a program: those of its own folder first, then of the folders around it.
 * Files that are as near and say different things leave it open.
 */
export function configuredAddress({ configs }: Repository, folder: string, module: string): ConfiguredAddress {
  const ranked = new Map<number, string[]>();
  for (const [path, text] of configs) {
    const rank = nearness(path, folder, module);
    if (rank === null) continue;
    const known = ranked.get(rank);
    if (known) known.push(text);
    else ranked.set(rank, [text]);
  }
  const nearest = [...ranked].sort(([a], [b]) => b - a).map(([, texts]) => texts);
  return (keys) => {
    for (const texts of nearest) {
      const found = texts.flatMap((text) => addressIn(text, keys) ?? []);
      if (found.length > 0) return same(found);
    }
    return null;
  };
}

/** How many folders a file has in common with a program; null outside its module. */
function nearness(path: string, folder: string, module: string): number | null {
  if (module !== '.' && !path.startsWith(`${module}/`)) return null;
  const own = folder === '.' ? [] : folder.split('/');
  const theirs = path.split('/').slice(0, -1);
  let common = 0;
  while (common < own.length && own[common] === theirs[common]) common++;
  return common;
}

function addressIn(text: string, { address, port, host }: AddressKeys): Setting | null {
  const document = documentOf(text);
  const valueOf = (key: string | undefined) => (key === undefined ? null : scalarAt(document, key.split('.')));
  const whole = valueOf(address);
  if (whole !== null) return setting(whole, address ?? '');
  const number = valueOf(port);
  return number === null ? null : setting(`${valueOf(host) ?? ''}:${number}`, port ?? '');
}

/** `${PORT||8080}`: beego takes a variable's value, or what stands behind it. */
const VARIABLE = /\$\{(\w+)\|\|([^}]*)\}/g;

/** A value that is a variable in any other language of the file's own is open. */
function setting(text: string, key: string): Setting {
  const names = [...text.matchAll(VARIABLE)].map(([, name]) => name ?? '');
  const standing = text.replace(VARIABLE, '$2');
  if (standing.includes('$')) return { ...UNKNOWN, by: [`config:${key}`] };
  return { text: standing, by: [...names.map((name) => `env:${name}`), `config:${key}`] };
}
