import type { Use } from '../code/code-index.ts';
import type { Call } from '../syntax/syntax.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { questionAt } from '../code/context.ts';
import { ENV_LIBRARIES } from './env-libraries.ts';
import { NO_VARIABLES, taggedVariables } from './env-tags.ts';
import type { Read } from './env-reads.ts';
import { type LinkedCode, withoutMajor } from '../code/linked-code.ts';
import type { Place } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';
import { calleeName } from '../code/types.ts';
import { NO_VIPERS, vipersOf } from './viper-model.ts';

/** Calls that read whatever there is. */
const READS_ALL =
  /^(?:(?:os|syscall)\.Environ|github\.com\/spf13\/viper\.(?:Viper\.)?AutomaticEnv|github\.com\/knadh\/koanf\/providers\/env\.Provider\w*|github\.com\/peterbourgon\/ff\.With\w*EnvVar\w*)$/;
const NAMES = ['Environ', 'AutomaticEnv', 'Provider', 'ProviderWithValue', 'WithEnvVars', 'WithEnvVarPrefix'];

/** Where the program reads variables whose names the source does not show, and what they begin with. */
export interface OpenEnvironment {
  readonly openEnvironment: Place;
  readonly openPrefixes?: readonly string[];
}

/** The first such place; undefined: there is none. */
export function openEnvironment(code: LinkedCode, unnamed: readonly Read[]): OpenEnvironment | undefined {
  const all = readsOfAll(code);
  const others: readonly Pick<Use, 'site' | 'expression'>[] = [
    ...[...unnamed, ...all.filter((read) => !isAutomatic(read, code)), ...openExpansions(code)],
    ...handedOn(code),
  ];
  const [first] = [...others, ...all];
  const unseen = unseenStruct(code);
  if (!first) return unseen && { openEnvironment: unseen };
  const place = placeOf(first.site.file, first.expression);
  // What viper looks up by itself begins with its prefix.
  const prefixes = code.once(vipersOf, NO_VIPERS).map(({ prefix }) => prefix.toUpperCase());
  const isOpen = others.length > 0 || unseen !== undefined || prefixes.length === 0 || prefixes.includes('');
  return isOpen
    ? { openEnvironment: place }
    : { openEnvironment: place, openPrefixes: prefixes.map((prefix) => `${prefix}_`) };
}

function isAutomatic({ expression, site }: Use<Call>, code: LinkedCode): boolean {
  return /\.AutomaticEnv$/.test(calleeName(code, expression.callee, site) ?? '');
}

function readsOfAll(code: LinkedCode): Use<Call>[] {
  return NAMES.flatMap((name) => code.calls(name)).filter(({ expression, site }) =>
    READS_ALL.test(calleeName(code, expression.callee, site) ?? ''),
  );
}

/** `run(os.Environ)`: whoever is given it may ask for all. */
function handedOn(code: LinkedCode): readonly Use[] {
  return code
    .methodValues('Environ')
    .filter(({ expression, site }) => /^(?:os|syscall)\.Environ$/.test(calleeName(code, expression, site) ?? ''));
}

/** `os.ExpandEnv(text)` of a text that nobody sees. */
function openExpansions(code: LinkedCode): Read[] {
  return ['ExpandEnv', 'Expand']
    .flatMap((name) => code.calls(name))
    .filter(({ expression, site }) => {
      const name = calleeName(code, expression.callee, site);
      const [text] = expression.args;
      if (!text || (name !== 'os.ExpandEnv' && name !== 'os.Expand')) return false;
      return possibleTexts(text, questionAt(code, site)).length === 0;
    });
}

/** The import of a library that fills structs, where none of its structs is in sight. */
function unseenStruct(code: LinkedCode): Place | undefined {
  const libraries = ENV_LIBRARIES.filter(({ path }) => code.externals.has(path));
  if (libraries.length === 0 || code.once(taggedVariables, NO_VARIABLES).length > 0) return undefined;
  for (const file of code.packages.flatMap(({ files }) => files)) {
    const found = file.imports.find((one) => libraries.some(({ path }) => withoutMajor(one.path) === path));
    if (found) return placeOf(file, found);
  }
  return undefined;
}
