import { finalStage } from '../../dockerfile/stages/final.ts';
import type { Program } from '../../go/project.ts';
import { editIn, repairOf } from '../changes.ts';
import type { ContractContainer } from '../contract.ts';
import type { FilePlace, Repair } from '../fault.ts';
import { flagPlaces } from '../flags/flag-places.ts';
import type { AddressPlace } from '../network/address-takers.ts';
import { keyPlacesOf, placesOf } from '../variables/variable-place.ts';

/** Where the one setting of a path is given another value than its default. */
export interface SettingPlace extends FilePlace {
  /** As people write it: `NOTES_DIR`, `--data`. */
  readonly shown: string;
  readonly value: string;
  /** What it holds where nothing gives it another value; absent: the source does not say. */
  readonly fallback?: string;
  /** Gives it another value there; none where that cannot be written. */
  readonly setTo: (next: string) => Repair[];
}

/** What `env:NAME` or `flag:name` holds where nothing gives it another value, as far as the source says. */
export function fallbackOf(by: string, { env, flags }: Pick<Program, 'env' | 'flags'>): string | undefined {
  const name = by.slice(by.indexOf(':') + 1);
  const text = by.startsWith('env:')
    ? env.find((one) => one.name === name)?.default
    : by.startsWith('flag:')
      ? flags?.all.find((one) => one.name === name)?.default
      : undefined;
  return text ?? undefined;
}

/**
 * The place of the one variable or flag that a container gives a value, of those that name a path: in the manifest, what it
 * takes variables of, or the ENV of the image. Undefined where several do, or where patches have a part in it.
 */
export function settingPlace(configuredBy: readonly string[], container: ContractContainer): SettingPlace | undefined {
  const [by, second] = configuredBy.filter((one) => container.given(one) !== undefined);
  const value = by === undefined ? undefined : container.given(by);
  if (by === undefined || second !== undefined || typeof value !== 'string') return undefined;
  const name = by.slice(by.indexOf(':') + 1);
  const isFlag = by.startsWith('flag:');
  if (!isFlag && !by.startsWith('env:')) return undefined;
  const [place, another] = isFlag
    ? flagPlaces(container).filter(({ flag }) => flag.name === name)
    : variablePlaces(name, container);
  if (!place || another || place.text !== value) return undefined;
  const shown = isFlag ? `--${name}` : name;
  const fallback = container.program ? fallbackOf(by, container.program) : undefined;
  return {
    ...(fallback === undefined ? {} : { fallback }),
    ...{ file: place.file, start: place.value.start, end: place.value.end, shown, value },
    setTo: (next) => repairOf(['Set `{0}` to `{1}`', shown, next], [editIn(place.file, place.rewrite(next))]),
  };
}

function variablePlaces(name: string, container: ContractContainer): AddressPlace[] {
  const { environment, image } = container;
  const own = environment.variables.get(name);
  if (own && environment.isPatched(name)) return [];
  if (own) return own.isOwn && own.from === 'config-map' ? keyPlacesOf(own) : placesOf(own, container);
  if (environment.mayBeSet(name)) return [];
  const set = image ? finalStage(image.dockerfile)?.env.get(name) : undefined;
  if (!image || !set) return [];
  const { file, dockerfile } = image;
  const { start, end } = set.range;
  const isPlain = dockerfile.text.slice(start, end) === set.value;
  const rewrite = (text: string) => (isPlain ? { start, end, text } : undefined);
  return [{ file, value: { start, end }, text: set.value ?? null, rewrite }];
}
