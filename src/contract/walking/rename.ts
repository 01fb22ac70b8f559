import { rename as renameInDockerfile } from '../../dockerfile/editing/rename.ts';
import { isKustomization } from '../../kubernetes/kustomize/kustomization-names.ts';
import type { TextEdit } from '../../lint/fix.ts';
import type { Message } from '../../words/message.ts';
import type { Contract } from '../contract.ts';
import { factsOf, looseLiterals } from './loose-literals.ts';
import { nameConflict, nameProblem } from './new-name.ts';
import { followedFiles } from './overlay-layers.ts';
import type { Mention, TextFile, Thing } from './thing.ts';

export interface Refused {
  readonly refused: Message;
}

/** Edits of all files, by path. */
export interface RenamedThing {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  /** Places that say the same, and may mean something else: the user decides. */
  readonly unsure: ReadonlyMap<string, readonly TextEdit[]>;
}

/** Why nobody can be sure to change all places of a thing; undefined: it can be renamed. */
export function renameProblem(thing: Thing, contract: Contract): Message | undefined {
  const { kind, name, mentions, doubts } = thing;
  if (kind === 'program') return ['The name of a program is that of its folder or module'];
  if (!contract.workspace.complete) return ['The files of the folder are still being read'];
  const [doubt] = doubts;
  if (doubt) return doubt;
  const hidden = mentions.find(({ unwritten, role }) => unwritten && role !== 'source');
  if (hidden) return ['`{0}` is not written out in `{1}`: an alias or an escape stands for it', name, hidden.file];
  const followed = followedFiles(contract);
  for (const { file, text, helmTemplate, manifests } of contract.workspace.files()) {
    if (helmTemplate && says(file, text, thing)) return ['The template `{0}` may mean `{1}`, too', file, name];
    const isPatching = contract.workspace.isPatch(file) || (manifests.some(isKustomization) && /\bpatch/.test(text));
    if (isPatching && !followed.has(file) && says(file, text, thing))
      return ['A patch in `{0}` may mean `{1}`, too', file, name];
  }
  return undefined;
}

/** The edits of a new name; `sources` are the Go files that may say it, too. */
export function renameThing(
  thing: Thing,
  name: string,
  contract: Contract,
  sources: Iterable<TextFile>,
): RenamedThing | Refused {
  const refused =
    renameProblem(thing, contract) ??
    nameProblem(thing, name) ??
    (name === thing.name ? undefined : nameConflict(thing, name, contract)) ??
    dockerfileProblem(thing, name, contract);
  if (refused) return { refused };
  const edits = new Map<string, TextEdit[]>();
  const unsure = new Map<string, TextEdit[]>();
  const note = (list: Map<string, TextEdit[]>, mention: Mention) => {
    const { file, start, end, prefix = '', adds = '' } = mention;
    const text = textFor(thing, mention, name.slice(prefix.length), contract);
    list.set(file, [...(list.get(file) ?? []), { start, end, text: adds + text }]);
  };
  for (const mention of thing.mentions) if (!mention.unwritten) note(mention.unsure ? unsure : edits, mention);
  const loose = [...sources].flatMap(({ file, text }) => [...looseLiterals(file, text, thing, contract)]);
  const inProgram = loose.filter(({ file }) => !file.endsWith('_test.go'));
  // Where no place of the source has the name, the one string that says it is what is meant: a constant.
  const isWritten = thing.mentions.some(({ role, unwritten }) => role === 'source' && !unwritten);
  const [only] = !isWritten && isNeeded(thing) && inProgram.length === 1 && isAlone(thing, contract) ? inProgram : [];
  for (const one of loose) note(one.isCertain || one === only ? edits : unsure, one);
  const hidden = thing.mentions.find(({ role, unwritten }) => role === 'source' && unwritten);
  if (hidden && !isWritten && inProgram.length === 0 && isNeeded(thing))
    return { refused: ['`{0}` is put together in `{1}`: there is no text to change', thing.name, hidden.file] };
  return { edits, unsure };
}

/** No other program means something of the name, which the same string may be. */
function isAlone(thing: Thing, { go }: Contract): boolean {
  return go.programs.every((program) => thing.programs.includes(program) || factsOf(program, thing).length === 0);
}

/** A port that only settings choose is nowhere in the source. */
function isNeeded({ kind, name, programs }: Thing): boolean {
  return kind !== 'port' || programs.some(({ listens }) => listens.some(({ port }) => String(port) === name));
}

function dockerfileProblem(thing: Thing, name: string, contract: Contract): Message | undefined {
  if (thing.kind !== 'variable') return undefined;
  for (const { file, dockerfile } of contract.images) {
    const mention = thing.mentions.find((one) => one.file === file);
    const result = mention && renameInDockerfile(dockerfile, mention.start, name);
    if (result && 'refused' in result) return result.refused;
  }
  return undefined;
}

/** In quotes where YAML would take the new name for something else than text. */
function textFor({ kind }: Thing, { file, start }: Mention, name: string, { workspace }: Contract): string {
  const text = workspace.file(file)?.text;
  const isBare = text !== undefined && !/["'=]/.test(text[start - 1] ?? '');
  return kind === 'variable' && isBare && /^(?:true|false|yes|no|on|off|y|n|null)$/i.test(name)
    ? JSON.stringify(name)
    : name;
}

/** Whether a text that is not understood has the name as a word, or as a path of its own, where it is not known to mean the thing. */
function says(file: string, text: string, { kind, name, mentions }: Thing): boolean {
  if (kind === 'route' && name === '/') return false;
  const known = new Set(mentions.flatMap((one) => (one.file === file && !one.unwritten ? [one.start] : [])));
  const [before, after] = kind === 'route' ? [/[\w.*/-]/, /[\w.*/{-]/] : [/[\w-]/, /[\w-]/];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!known.has(at) && !before.test(text[at - 1] ?? ' ') && !after.test(text[at + name.length] ?? ' ')) return true;
  }
  return false;
}
