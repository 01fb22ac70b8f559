import type { PrintedWord } from '../../kubernetes/overlaid/print.ts';
import type { NodePlace } from '../../kubernetes/overlaid/node.ts';
import type { Range } from '../../lint/rule.ts';
import type { Contract, ContractContainer, JoinedOverlay } from '../contract.ts';
import { groupBy } from '../group-by.ts';
import { type Mention, noTargetPort, type Thing } from './thing.ts';

/** What overlays make, of those that are followed. */
export function overlayLayers({ overlays }: Contract): JoinedOverlay[] {
  return overlays.flatMap(({ joined }) => joined() ?? []);
}

/** Those that a file says something of which they put elsewhere. */
export function overlaysChangedBy(file: string, { overlays }: Contract): JoinedOverlay[] {
  return overlays.flatMap(({ changing, joined }) => {
    const made = joined();
    return made && (changing.has(file) || made.overlay.echoes.some(({ of }) => of.file === file)) ? [made] : [];
  });
}

/** The files that change something, of which all is known that they change. */
export function followedFiles({ overlays }: Contract): ReadonlySet<string> {
  const [open, followed] = [true, false].map((isOpen) =>
    overlays.filter(({ joined }) => (joined() === undefined) === isOpen).flatMap(({ changing }) => [...changing]),
  );
  return new Set(followed?.filter((file) => !open?.includes(file)));
}

/** The container as it is written that an overlay changes. */
export function writtenContainer(container: ContractContainer, contract: Contract): ContractContainer | undefined {
  return contract.at(container.facts.file).containers.find((one) => writtenAs(container, one));
}

/** Whether a container that an overlay makes is this one. */
export function writtenAs({ facts }: ContractContainer, { facts: written }: ContractContainer): boolean {
  const { kind, name } = written.object.manifest;
  const { manifest } = facts.object;
  return facts.file === written.file && facts.name === written.name && manifest.kind === kind && manifest.name === name;
}

/** A thing in what an overlay makes, each place where a patch, a generator or a manifest says it. `known`: the same in what is written. */
export function writtenInOverlay(
  thing: Thing,
  { overlay, contract: { workspace } }: JoinedOverlay,
  known: Thing,
  contract: Contract,
): Thing {
  const doubts = [...thing.doubts];
  const mentions = thing.mentions.flatMap((mention): Mention[] => {
    const { file, start, end } = mention;
    if (!overlay.isChanged(file)) return [mention];
    if (mention.adds !== undefined) return added(mention);
    const word = overlay.wordAt(file, mention);
    const { place } = word ?? { place: overlay.placeOf(file, mention) ?? { file, start, end } };
    const sources = [place, ...overlay.echoes.flatMap((one) => (isSame(one.place, place) ? one.of : []))];
    const text = workspace.file(file)?.text ?? '';
    const found = sources.flatMap((one) => (word ? (placed({ text, word, range: mention }, one, contract) ?? []) : []));
    if (found.length > 0) return found.map((one) => ({ ...mention, ...one }));
    return [{ ...mention, ...place, unwritten: true }];
  });
  return { ...thing, mentions, doubts };

  /** What a Service gets where its port is written; of one that a patch has brought, nobody knows where. */
  function added({ file, start }: Mention): Mention[] {
    const { file: at, end } = overlay.placeOf(file, { start: start - 1, end: start }) ?? { file, end: start };
    const isKnown = known.mentions.some((one) => one.adds !== undefined && one.file === at && one.start === end);
    if (!isKnown) doubts.push(noTargetPort(at, thing.name));
    return [];
  }
}

/** Where patches and replacements say again what mentions say. */
export function echoesOf(
  mentions: readonly Mention[],
  layers: readonly JoinedOverlay[],
  contract: Contract,
): Mention[] {
  const echoes = layers.flatMap(({ overlay }) => overlay.echoes);
  const found = new Map<string, Mention>();
  const byFile = groupBy(echoes, ({ of }) => [of.file]);
  const all = [...mentions];
  for (const mention of all) {
    if (mention.unwritten || mention.adds !== undefined) continue;
    const name = textOf(mention, contract);
    for (const { of, place } of byFile.get(mention.file) ?? []) {
      if (mention.start < of.start || mention.end > of.end) continue;
      const at = wordIn(textOf(place, contract), name, true);
      const start = place.start + (at ?? 0);
      const key = `${place.file} ${String(start)}`;
      if (at === undefined || found.has(key)) continue;
      const one: Mention = { ...mention, file: place.file, start, end: start + name.length };
      found.set(key, one);
      all.push(one);
    }
  }
  return [...found.values()];
}

function isSame(one: NodePlace, other: NodePlace): boolean {
  return one.file === other.file && one.start === other.start && one.end === other.end;
}

interface Printed {
  /** What was rendered, and the part of one of its words that is meant. */
  readonly text: string;
  readonly word: PrintedWord;
  readonly range: Range;
}

/** The range of a place where the same part of a word is written; undefined: it is not written there as such. */
function placed({ text, word, range }: Printed, place: NodePlace, contract: Contract): NodePlace | undefined {
  const printed = text.slice(word.start, word.end);
  const quoted = printed.startsWith('"') ? 1 : 0;
  const value = printed.slice(quoted, printed.length - quoted);
  const source = textOf(place, contract);
  const length = range.end - range.start;
  const at = wordIn(source, value, word.isKey);
  const start =
    at === undefined ? onlyPlace(source, text.slice(range.start, range.end)) : at + range.start - word.start - quoted;
  return start === undefined
    ? undefined
    : { file: place.file, start: place.start + start, end: place.start + start + length };
}

/** Of a text that is written otherwise than it was printed: over several lines, or with escapes. */
function onlyPlace(source: string, name: string): number | undefined {
  const first = source.includes('\n') ? source.indexOf(name) : -1;
  return first >= 0 && source.indexOf(name, first + 1) < 0 ? first : undefined;
}

/** Where a word stands in what is written for it: alone, in quotes, in `KEY=value`, or as the last step of a JSON pointer. */
export function wordIn(source: string, word: string, isKey: boolean): number | undefined {
  const quoted = /^(["']).*\1$/s.test(source) ? 1 : 0;
  const inner = source.slice(quoted, source.length - quoted);
  if (inner === word) return quoted;
  const equals = inner.indexOf('=');
  if (isKey && equals > 0 && inner.slice(0, equals).trimEnd() === word) return quoted;
  if (isKey && inner.startsWith('/') && inner.endsWith(`/${word}`)) return quoted + inner.length - word.length;
  const value = inner.slice(equals + 1);
  const inQuotes = value === `"${word}"` || value === `'${word}'` ? 1 : 0;
  const isValue = !isKey && equals > 0 && (value === word || inQuotes === 1);
  return isValue ? quoted + equals + 1 + inQuotes : undefined;
}

function textOf({ file, start, end }: Range & { readonly file: string }, { workspace, sourceOf }: Contract): string {
  const text = workspace.file(file)?.text ?? workspace.envFile(file)?.text ?? sourceOf(file) ?? '';
  return text.slice(start, end);
}
