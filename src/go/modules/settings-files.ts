import { parse } from 'yaml';
import { joinFolder } from '../paths.ts';

/** Configuration files of the repository, and the folders that a program's relative paths may begin in. */
export interface SettingsFiles {
  readonly texts: ReadonlyMap<string, string>;
  /** The nearest first. */
  readonly folders: readonly string[];
  /** What has been read of them so far: a program asks for key after key. */
  readonly documents: Map<string, unknown>;
}

/** The files by their paths, for a program whose relative paths may begin in any of the folders. */
export function settingsFiles(texts: ReadonlyMap<string, string>, folders: readonly string[]): SettingsFiles {
  return { texts, folders, documents: new Map() };
}

/** What lies in the file that a program names by a relative path; null where there is none that can be read. */
export function documentAt(files: SettingsFiles, path: string): unknown {
  const found = fileAt(files, path);
  return found && documentInFile(files, found.path);
}

/** The file that a program names by a relative path, as it is written; null where there is none. */
export function fileAt({ texts, folders }: SettingsFiles, path: string): { path: string; text: string } | null {
  if (path.startsWith('/') || path === '') return null;
  for (const folder of folders) {
    const full = joinFolder(folder, path);
    const text = full === null ? undefined : texts.get(full);
    if (full !== null && text !== undefined) return { path: full, text };
  }
  return null;
}

/** What lies in a file of the repository, by its path in that; null where it is none that can be read. */
export function documentInFile({ texts, documents }: SettingsFiles, full: string): unknown {
  const text = texts.get(full);
  if (text === undefined) return null;
  if (!documents.has(full)) documents.set(full, documentOf(text));
  return documents.get(full);
}

/** What a document says by its keys, whatever their case; undefined where it says nothing. */
export function valueAt(document: unknown, keys: readonly string[]): unknown {
  let value = document;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    const entries: [string, unknown][] = Object.entries(value);
    value = entries.find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  }
  return value;
}

/** A text or number by its keys; null for anything else. */
export function scalarAt(document: unknown, keys: readonly string[]): string | null {
  const value = valueAt(document, keys);
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : null;
}

const MOST_KEYS = 500;

/** The keys of all texts and numbers in a document that are no elements of lists, with dots between the levels. */
export function scalarKeys(document: unknown): readonly string[] {
  const found: string[] = [];
  collect(document, '');
  return found;

  function collect(value: unknown, prefix: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (found.length >= MOST_KEYS) return;
      if (typeof inner === 'object') collect(inner, `${prefix}${key}.`);
      else found.push(prefix + key);
    }
  }
}

/** YAML and JSON as they are; TOML, INI and properties as objects by section. */
export function documentOf(text: string): unknown {
  if (/^\s*\{/.test(text)) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // With comments or bare words it may be YAML.
    }
  }
  const isLines = /^[ \t]*[\w."-]+[ \t]*=/m.test(text) && !/^[ \t]*[\w-]+:(?:\s|$)/m.test(text);
  if (isLines && !/^\s*\{/.test(text)) return sectionsOf(text);
  try {
    return parse(text, { logLevel: 'silent' }) as unknown;
  } catch {
    return null;
  }
}

interface Section {
  [key: string]: Section | string;
}

function sectionsOf(text: string): Section {
  const root: Section = {};
  let section: Section = root;
  for (const line of text.split('\n')) {
    const name = /^\s*\[([^[\]]+)\]\s*(?:[#;].*)?$/.exec(line)?.[1];
    if (name !== undefined) section = sectionAt(root, partsOf(name));
    else if (/^\s*\[\[/.test(line)) section = {};
    const [, key, value] = /^\s*([\w."-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    const parts = partsOf(key);
    const scalar = /^"([^"]*)"|^'([^']*)'|^((?:\$\{[^}]*\}|[^[{#;"'])*)/.exec(value);
    if (scalar)
      sectionAt(section, parts.slice(0, -1))[parts.at(-1) ?? key] = (scalar[1] ?? scalar[2] ?? scalar[3] ?? '').trim();
  }
  return root;
}

function partsOf(name: string): string[] {
  return name.split('.').map((part) => part.trim().replaceAll('"', ''));
}

function sectionAt(root: Section, path: readonly string[]): Section {
  let section = root;
  for (const part of path) {
    const inner = Object.hasOwn(section, part) ? section[part] : undefined;
    section = typeof inner === 'object' ? inner : (section[part] = Object.create(null) as Section);
  }
  return section;
}
