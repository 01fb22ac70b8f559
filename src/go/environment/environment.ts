import { NOTHING_LEFT_OUT, type Placed } from '../code/left-out.ts';
import type { Site } from '../code/code-index.ts';
import { decodedField } from '../values/decoded-fields.ts';
import { type Fallback, fallbackOf, NO_FALLBACK } from './env-fallback.ts';
import { expandedVariables } from './env-expansions.ts';
import { literalDefault } from './env-literals.ts';
import { envEntries, NO_ENTRIES } from './env-entries.ts';
import { flagVariables } from './env-flags.ts';
import { openEnvironment } from './env-open.ts';
import { findReads, type Read } from './env-reads.ts';
import { variablesSet } from './env-sets.ts';
import { NO_VARIABLES, taggedVariables } from './env-tags.ts';
import { isOfEnvType } from '../env-forms.ts';
import { envTypeOf, typesOfReads } from './env-types.ts';
import { isInside } from '../flags/command-reach.ts';
import { koanfVariables } from './koanf.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { NO_LOADERS, ownTagLoaders } from './own-tag-loaders.ts';
import type { EnvType, EnvVariable, Listener, Place, Program } from '../project.ts';
import { requirements } from './requirements.ts';
import { isSecretName, sharedPrefix } from './secret-names.ts';
import { secretReads } from './secret-uses.ts';
import type { Serving } from '../flags/serve-command.ts';
import { isKnown } from '../values/setting.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Span, StructField } from '../syntax/syntax.ts';
import { decodedTypes } from './viper-fields.ts';
import { viperVariables } from './viper.ts';

/** A variable as one place of the program reads it. */
export interface FoundVariable {
  readonly name: string;
  readonly site: Site;
  readonly at: Span;
  readonly fallback: Fallback;
  /** The program cannot do without. */
  readonly must: boolean;
  /** Go type of what it is read into, where that is known. */
  readonly type?: string;
  /** What its text must be there. */
  readonly parsed?: EnvType;
  /** An empty text ends the program. */
  readonly filled?: true;
  readonly orElse?: string;
  readonly behind?: string;
  /** The program itself asks the system for it, and no library. */
  readonly isNamed?: true;
  /** What its text is used for says that it is a secret. */
  readonly isSecret?: true;
}

const OWN_STEPS = 300_000;

/** Every variable that the program reads, in the order of the files, once each: where it is read first, or has its default. */
export function findEnvironment(
  code: LinkedCode,
  listens: readonly Listener[],
  { aside, besides }: Pick<Serving, 'aside' | 'besides'>,
): Pick<Program, 'env' | 'openEnvironment' | 'openPrefixes'> {
  // Names cost few steps each: where routes and files have taken them all, variables need not be missed.
  // A command by itself is not told apart then, and takes no more.
  if (code.leftOut === NOTHING_LEFT_OUT) code.memory.stepsLeft = Math.max(code.memory.stepsLeft, OWN_STEPS);
  const unnamed: Read[] = [];
  const reads = findReads(code, (read) => unnamed.push(read));
  const parsedAs = typesOfReads(code);
  const isSecretRead = secretReads(code);
  const tagged = code
    .once(taggedVariables, NO_VARIABLES)
    .map(({ name, fallback, open, must, owner, field, site, ofFile, filled, orElse, behind }): FoundVariable => {
      const inFile = fallback === null && ofFile === true && isSetInFile(code, field);
      return {
        ...{ name, site, at: field, must: must && !inFile, type: field.type },
        fallback: {
          text: fallback ?? (must || inFile ? null : literalDefault(code, owner, field)),
          open: open || inFile,
        },
        ...parsed(envTypeOf(field.type)),
        ...(/(?:^|_)KEY$/i.test(name) && isSecretName(field.name, fallback, field.type) && { isSecret: true as const }),
        ...(filled && { filled }),
        ...(orElse !== undefined && { orElse }),
        ...(behind !== undefined && { behind }),
      };
    });
  const found: FoundVariable[] = [
    ...reads.map((read) => ({
      ...{ ...read, isNamed: true as const },
      fallback: fallbackOf(code, read),
      ...parsed(parsedAs(read)),
      ...(isSecretRead(read) && { isSecret: true as const }),
    })),
    ...expandedVariables(code),
    ...code.once(envEntries, NO_ENTRIES).named.map((one) => ({ ...one, must: false })),
    ...tagged,
    ...viperVariables(code),
    ...koanfVariables(code),
    ...flagVariables(code).map((one) => ({ ...one, ...parsed(envTypeOf(one.type)) })),
  ];
  const names = new Map<string, FoundVariable[]>();
  for (const one of found) names.set(one.name, [...(names.get(one.name) ?? []), one]);
  for (const one of listenerVariables(code, listens, names)) names.set(one.name, [one]);
  const { required, filled, orInFile, optional } = requirements(code, reads);
  const decoded = decodedTypes(code);
  const set = variablesSet(code);
  const shared = sharedPrefix([...names.keys()]);
  const env = [...names.values()]
    .flatMap((places) => {
      const [first] = places.sort(order);
      if (!first) return [];
      const given = places.find(({ fallback }) => (fallback.text ?? '') !== '');
      const { name, site, at } = given ?? first;
      const own = set.get(name);
      const typed = typeOfAll(places, decoded.get(name));
      const written = own === undefined ? (given?.fallback.text ?? null) : own === '' ? null : own;
      // `seconds("WAIT", 10*time.Second)`: the variable would say that in another way.
      const isOtherForm = written !== null && typed.type !== undefined && !isOfEnvType(written, typed.type);
      const text = isOtherForm ? null : written;
      const open = isOtherForm || (text === null && (own === null || places.some(({ fallback }) => fallback.open)));
      // An empty default is none, but it says that the program can do without.
      const isOptional = open || optional.has(name) || places.some(({ fallback }) => fallback.text === '');
      const demands = [...places.filter((one) => one.must).map(placed), ...(required.get(name) ?? [])];
      const isOutside = (place: Placed) => !aside.some((other) => isInside(place, other));
      const must = demands.length > 0;
      const inFile = text === null && !open && orInFile.has(name);
      const orElse = places.find((one) => one.orElse !== undefined)?.orElse;
      const behind = places.every((one) => one.behind === first.behind) ? first.behind : undefined;
      const isAside = !places.map(placed).some(isOutside);
      const demandedBy = besides.filter((one) =>
        demands.some((demand) => one.places.some((place) => isInside(demand, place))),
      );
      const alsoAt = placesBeside(given ?? first, places);
      const variable: EnvVariable = {
        ...placeOf(site.file, at),
        name,
        ...(alsoAt.length > 0 && { alsoAt }),
        secret:
          places.some((one) => one.isSecret) ||
          isSecretName(name, text, places.find(({ type }) => type !== undefined)?.type, shared),
        required:
          text !== null
            ? false
            : must && !open
              ? demands.some(isOutside)
                ? true
                : null
              : isOptional && !inFile
                ? false
                : null,
        ...((text === null && !open && filled.has(name)) || places.some((one) => one.filled)
          ? { mustBeFilled: true }
          : {}),
        ...(inFile && { orInFile: true as const }),
        ...(orElse === undefined ? {} : { orElse }),
        ...(behind === undefined ? {} : { behind }),
        ...(places.every((one) => one.isNamed) && { isNamed: true as const }),
        ...(isAside && { isAside }),
        ...(text === null && !open && demandedBy.length > 0 && { demandedBy: demandedBy.map(({ args }) => args) }),
        default: text,
        certainty: text !== null ? 'default' : open ? 'unknown' : 'known',
        ...typed,
      };
      return [variable];
    })
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start));
  const named = new Set(
    code.once(ownTagLoaders, NO_LOADERS).flatMap(({ roots, calls }) => (roots.length > 0 ? calls : [])),
  );
  const open = openEnvironment(
    code,
    unnamed.filter(({ expression }) => !named.has(expression)),
  );
  return { env, ...open };
}

/** Where a variable is read besides; ways to read it that stand at one place count once. */
function placesBeside(one: FoundVariable, all: readonly FoundVariable[]): Place[] {
  const places = new Map(all.map(({ site, at }) => [`${site.file.path} ${at.start}`, placeOf(site.file, at)]));
  places.delete(`${one.site.file.path} ${one.at.start}`);
  return [...places.values()];
}

function placed({ site, at }: FoundVariable): Placed {
  return { file: site.file.path, start: at.start, end: at.end };
}

/** The value is then the file's, which may be another one where the program runs. */
function isSetInFile(code: LinkedCode, field: StructField): boolean {
  const setting = decodedField(field, null, code);
  return setting !== null && isKnown(setting) && setting.text !== '';
}

function parsed(type: EnvType | undefined): Pick<FoundVariable, 'parsed'> {
  return type ? { parsed: type } : {};
}

/** What every place that parses the text takes it for. `decoded`: what a library makes of it for a field. */
function typeOfAll(places: readonly FoundVariable[], decoded: EnvType | undefined): Pick<EnvVariable, 'type'> {
  const [type, second] = new Set([...places.flatMap((place) => place.parsed ?? []), ...(decoded ? [decoded] : [])]);
  return type && second === undefined ? { type } : {};
}

/** gin's `Run()` reads PORT by itself: no call of the program names it. */
function listenerVariables(
  code: LinkedCode,
  listens: readonly Listener[],
  known: ReadonlyMap<string, unknown>,
): FoundVariable[] {
  return listens.flatMap((listener) =>
    listener.configuredBy.flatMap((setting): FoundVariable[] => {
      const name = setting.startsWith('env:') ? setting.slice('env:'.length) : null;
      const site = siteOf(code, listener.file);
      if (name === null || !site || known.has(name)) return [];
      // `ADDR` beside `PORT` holds more, or less, than the port.
      const isPort = listener.port !== null && /PORT$/i.test(name);
      const fallback = isPort ? { text: String(listener.port), open: false } : NO_FALLBACK;
      return [{ name, site, at: listener, fallback, must: false }];
    }),
  );
}

function siteOf(code: LinkedCode, path: string): Site | null {
  for (const pkg of code.packages) {
    const file = pkg.files.find((candidate) => candidate.path === path);
    if (file) return { pkg, file, fn: null };
  }
  return null;
}

function order(a: FoundVariable, b: FoundVariable): number {
  const [left, right] = [a.site.file.path, b.site.file.path];
  return left < right ? -1 : left > right ? 1 : a.at.start - b.at.start;
}
