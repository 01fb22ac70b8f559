import { finalStage } from '../../dockerfile/stages/final.ts';
import type { ConfigEntry } from './config-entries.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { FilePlace } from '../fault.ts';

/** Where a variable is set to an empty text, and no overlay fills it in. */
export function emptySettings(container: ContractContainer, name: string, { workspace }: Contract): FilePlace[] {
  const { environment, facts } = container;
  const set = environment.variables.get(name);
  if (!set) return environment.mayBeSet(name) ? [] : inImage(container, name);
  const { from, value, sources, literal, at } = set;
  if (sources.length > 0) return sources.filter((entry) => entry.isEmpty && !isFilled(entry, sources)).map(placeOf);
  if (from !== 'value' || value?.trim() !== '' || environment.isPatched(name)) return [];
  const { start, end } = literal ?? at;
  return [{ file: facts.object.file.file, start, end }];

  /** A patch, or a generator that merges into the one below, may put something in its place. */
  function isFilled({ object, key }: ConfigEntry, all: readonly ConfigEntry[]): boolean {
    return (
      workspace.mayBePatched(object, [key]) ||
      all.some((one) => !one.isEmpty && /\bbehavior:\s*["']?(?:merge|replace)/.test(one.object.file.text))
    );
  }
}

function placeOf({ file, start, end }: ConfigEntry) {
  return { file, start, end };
}

function inImage({ image }: ContractContainer, name: string) {
  const set = image ? finalStage(image.dockerfile)?.env.get(name) : undefined;
  if (!image || set?.value?.trim() !== '') return [];
  const { start, end } = set.range;
  const isNamed = image.dockerfile.text.slice(0, start).endsWith(`${name}=`);
  return [{ file: image.file, start: isNamed ? start - name.length - 1 : start, end }];
}
