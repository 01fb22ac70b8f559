import type { EnvVariable } from '../../go/project.ts';
import { editDistance } from '../../lint/similar-word.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { ContainerVariable } from './container-environment.ts';
import type { ContractContainer } from '../contract.ts';
import { isConventional } from './variable-readers.ts';

/** Variables that are set under a name which is one slip away from one that the program reads and nothing sets, by that name. */
export function misspeltIn(
  container: ContractContainer,
  { isByDefault, writtenIn }: Pick<Workspace, 'isByDefault' | 'writtenIn'>,
): ReadonlyMap<string, EnvVariable> {
  // What another command reads is shared by what they are given.
  const { whole: program, environment } = container;
  const found = new Map<string, EnvVariable>();
  if (!program) return found;
  const read = new Set(program.env.map(({ name }) => name));
  const isUnset = (name: string) =>
    !environment.variables.has(name) &&
    // What other values may add to a chart's own objects, it does not set by itself.
    !(isByDefault ? environment.isUnseen(name) : environment.isOpen(name)) &&
    container.image?.run.env.get(name) === undefined;
  // Of a chart with its own values, nothing is left open.
  const isClosed = isByDefault === true;
  // What the image has for whoever sets nothing is no reason to set another name.
  const isOfImage = (name: string) =>
    container.image?.run.env.has(name) === true && !environment.variables.has(name) && !environment.mayBeSet(name);
  const isMissing = (name: string) =>
    container.env(name) === undefined || isOfImage(name) || (isClosed && isUnset(name));
  // Without a variable that it demands the program does not start: names of others are no reason to leave it unset.
  const isDemanded = ({ required, certainty }: EnvVariable) => required === true && certainty === 'known';
  const meant = program.env.filter((one) => !isConventional(one.name) || isDemanded(one));
  const missing = new Set(meant.filter(({ name }) => isMissing(name)));
  const near = byParts(meant);
  const taken = new Set<EnvVariable>();
  for (const name of environment.variables.keys()) {
    if (read.has(name)) continue;
    const likely = partsOf(name).flatMap((part) => near.get(part) ?? []);
    const isMeant = (variable: EnvVariable) => missing.has(variable) || isInOverlay(name, variable.name);
    const mayMean = (variable: EnvVariable) => !isConventional(name) || (isDemanded(variable) && missing.has(variable));
    const wanted = likely.find((one) => !taken.has(one) && isSlip(name, one.name) && isMeant(one) && mayMean(one));
    if (!wanted) continue;
    taken.add(wanted);
    found.set(name, wanted);
  }
  return found;

  /** Base and overlay give a container a part of its variables each: one of both names stands in each. */
  function isInOverlay(name: string, wanted: string): boolean {
    const [own, other] = [environment.variables.get(name), environment.variables.get(wanted)];
    if (!own || !other) return false;
    return writtenIn ? isPatched(own) && !isPatched(other) : isInOtherPart(own, other);
  }

  function isPatched({ at, sources }: ContainerVariable): boolean {
    const { file } = container.facts;
    const places = sources.length > 0 ? sources.map((one) => ({ made: one.file, at: one })) : [{ made: file, at }];
    return places.some((place) => writtenIn?.(place.made, place.at) !== place.made);
  }
}

/** Whether two keys that one list takes stand in objects of which each has a part of it: a base and an overlay generate one each. */
function isInOtherPart(own: ContainerVariable, other: ContainerVariable): boolean {
  const isOneList = !own.isOwn && !other.isOwn && own.at.start === other.at.start;
  const holders = new Set(own.sources.map(({ object }) => object.manifest));
  return isOneList && other.sources.length > 0 && !other.sources.some(({ object }) => holders.has(object.manifest));
}

/** What a variable means whose name lacks the prefix that all have which the program reads; undefined where that is set. */
export function prefixedIn(container: ContractContainer, name: string): EnvVariable | undefined {
  const own = (container.whole?.env ?? []).filter((one) => !isConventional(one.name));
  const prefix = /^[A-Z][A-Z0-9]*_/.exec(own[0]?.name ?? '')?.[0];
  if (prefix === undefined || own.length < 2 || !own.every((one) => one.name.startsWith(prefix))) return undefined;
  return own.find((one) => one.name === prefix + name && container.env(one.name) === undefined);
}

/** Names that are one slip away from each other have one of these in common: all but one word, or all without what is between. */
function partsOf(name: string): string[] {
  const words = name.split('_');
  return [bare(name), ...words.map((_, index) => words.with(index, '*').join('_'))];
}

function byParts(variables: readonly EnvVariable[]): Map<string, EnvVariable[]> {
  const parts = new Map<string, EnvVariable[]>();
  for (const variable of variables) {
    for (const part of partsOf(variable.name)) parts.set(part, [...(parts.get(part) ?? []), variable]);
  }
  return parts;
}

/** `LOGLEVEL`, `log_level` and `LOG_LEVLE` are slips of `LOG_LEVEL`; `DB_PORT` is none of `DB_HOST`, `API_V2` none of `API_V1`. */
export function isSlip(name: string, wanted: string): boolean {
  if (bare(name) === bare(wanted)) return true;
  const words = name.split('_');
  const others = wanted.split('_');
  if (words.length !== others.length) return false;
  const differing = words.flatMap((word, index) => (word === others[index] ? [] : [[word, others[index] ?? '']]));
  const [[word = '', other = ''] = [], second] = differing;
  return second === undefined && (isTypingError(word, other) || isSameWord(word, other));
}

/** Words that people use for the same. */
const SAME_WORDS = [
  /^(?:PASS|PASSWD|PASSWORD|PWD)$/i,
  /^UR[IL]$/i,
  /^ADDR(?:ESS)?$/i,
  /^DIR(?:ECTORY)?$/i,
  /^SUBDIR(?:ECTORY)?$/i,
  /^(?:SIZE|BYTES)$/i,
  /^(?:CFG|CONF|CONFIG)$/i,
];

function isSameWord(word: string, other: string): boolean {
  return SAME_WORDS.some((same) => same.test(word) && same.test(other));
}

/** One letter missing, too many, wrong or swapped; in long words two. The first is seldom wrong, and numbers count things. */
export function isTypingError(word: string, other: string): boolean {
  const shorter = Math.min(word.length, other.length);
  if (shorter < 4 && !hasSameLetters(word, other)) return false;
  if (word[0] !== other[0] || word.replace(/\D/g, '') !== other.replace(/\D/g, '')) return false;
  if (Math.abs(word.length - other.length) > 2 || Math.max(word.length, other.length) > 40) return false;
  return editDistance(word, other) <= (shorter < 8 ? 1 : 2);
}

/** `ULR` is `URL`; with another letter so short a word mostly is another one. */
function hasSameLetters(word: string, other: string): boolean {
  return word.split('').sort().join('') === other.split('').sort().join('');
}

/** Without what people put between words. */
function bare(name: string): string {
  return name.replace(/[_.-]/g, '').toUpperCase();
}
