import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { ManifestFile } from '../model.ts';
import { isKustomization } from '../kustomize/kustomization-names.ts';
import type { Workspace } from '../workspace.ts';
import type { Mention, NamedKind } from './names/mention.ts';
import { mentionAt, type Occurrence, occurrencesOf } from './names/named-things.ts';
import { nameProblem } from './names/syntax.ts';

export interface Refused {
  readonly refused: Message;
}

/** Edits of all files, by path; `why` says what the user should know before they are made. */
export interface Renamed {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  readonly why?: Message;
}

/** The name at an offset and its characters, or why it cannot be changed; undefined where nothing is named. */
export function prepareRename(
  file: ManifestFile,
  offset: number,
  workspace: Workspace,
): { readonly range: Range; readonly name: string } | Refused | undefined {
  const mention = mentionAt(file, offset, workspace);
  if (!mention) return undefined;
  const refused = uncertainty(mention, occurrencesOf(mention, workspace), workspace);
  return refused ? { refused } : { range: { start: mention.start, end: mention.end }, name: mention.name };
}

/** The edits that give what is named at an offset another name, or why that name will not do. */
export function rename(
  file: ManifestFile,
  offset: number,
  name: string,
  workspace: Workspace,
): Renamed | Refused | undefined {
  const mention = mentionAt(file, offset, workspace);
  if (!mention) return undefined;
  const occurrences = occurrencesOf(mention, workspace);
  const refused =
    uncertainty(mention, occurrences, workspace) ??
    nameProblem(mention, name) ??
    (name === mention.name ? undefined : conflict(mention, name, workspace));
  if (refused) return { refused };
  const texts = new Map([...workspace.files()].map((one) => [one.file, one.text]));
  const edits = new Map<string, TextEdit[]>();
  for (const { file: path, start, end } of occurrences) {
    const text = quoted(mention, name, texts.get(path) ?? '', start);
    edits.set(path, [...(edits.get(path) ?? []), { start, end, text }]);
  }
  const why = WHY[mention.kind];
  return why ? { edits, why } : { edits };
}

/** What a cluster takes for another thing, whatever is said of it. */
const WHY: Partial<Record<NamedKind, Message>> = {
  label: ['Selectors of workloads cannot be changed in a cluster: they have to be deleted and made anew'],
  labelKey: ['Selectors of workloads cannot be changed in a cluster: they have to be deleted and made anew'],
  object: ['In a cluster this makes a new object; the old one stays until it is deleted'],
  namespace: ['In a cluster this makes new objects; the old namespace stays until it is deleted'],
};

const OF_THE_CLUSTER = new Set([
  'namespace default',
  'namespace kube-system',
  'namespace kube-public',
  'object default',
]);

/** Why nobody can be sure that these are all places, or that they can be changed. */
function uncertainty(mention: Mention, occurrences: readonly Occurrence[], workspace: Workspace): Message | undefined {
  const { kind, name } = mention;
  if (!workspace.complete) return ['The files of the folder are still being read'];
  if ((kind === 'port' || kind === 'servicePort') && /^\d+$/.test(name)) {
    return ['The port is meant by its number here: it has no name to change'];
  }
  if (OF_THE_CLUSTER.has(`${kind} ${name}`)) return ['The cluster itself makes `{0}`', name];
  if (kind !== 'namespace' && !occurrences.some(({ role }) => role === 'definition')) {
    return ['`{0}` is not defined in the files of this folder', name];
  }
  const unwritten = occurrences.find((one) => one.unwritten);
  if (unwritten)
    return ['`{0}` is not written out in `{1}`: an alias or an escape stands for it', name, unwritten.file];
  if (mention.kind === 'label' || mention.kind === 'labelKey') {
    const key = mention.ids[0]?.split(' ')[2]?.split('=')[0] ?? '';
    if (workspace.relabels(key)) return ['A kustomization sets the label `{0}`, too', key];
  }
  for (const file of workspace.files()) {
    if (file.helmTemplate && holdsWord(file.text, name))
      return ['The template `{0}` may mean `{1}`, too', file.file, name];
  }
  return mention.kind === 'object' ? namesakes(mention, occurrences, workspace) : undefined;
}

/** Objects of the same kind and name in other namespaces, which a kustomization may bring together with these. */
function namesakes(
  { name, of }: Mention,
  occurrences: readonly Occurrence[],
  workspace: Workspace,
): Message | undefined {
  const files = [...workspace.files()];
  if (!files.some(({ manifests }) => manifests.some(isKustomization))) return undefined;
  for (const { file, manifests } of files) {
    for (const { kind, name: other, start, end } of manifests) {
      if (kind !== of || other !== name) continue;
      if (!occurrences.some((one) => one.file === file && start <= one.start && one.end <= end))
        return ['There is another {0} `{1}` in `{2}`: kustomizations may bring them together', kind, name, file];
    }
  }
  return undefined;
}

/** Something of the new name that is there already. */
function conflict(mention: Mention, name: string, workspace: Workspace): Message | undefined {
  const renamed = mention.ids.map((id) => `${id.slice(0, id.length - mention.name.length)}${name}`);
  const taken = occurrencesOf({ ...mention, name, ids: renamed }, workspace);
  if (taken.length === 0) return undefined;
  return ['`{0}` is there already, in `{1}`: the two would be one', name, taken[0]?.file ?? ''];
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\w-]/.test(text[at - 1] ?? ' ') && !/[\w-]/.test(text[at + word.length] ?? ' ')) return true;
  }
  return false;
}

/** In quotes where the new name would not be text without them. */
function quoted({ kind }: Mention, name: string, text: string, start: number): string {
  if (/["']/.test(text[start - 1] ?? '') || kind === 'object') return name;
  const isOther = /^(?:[-+.\d][\d_.e+-]*|0x[\da-f]+|true|false|yes|no|on|off|y|n|null|~)$/i.test(name);
  return isOther ? JSON.stringify(name) : name;
}
