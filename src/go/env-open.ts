import { possibleTexts } from './possible-texts.ts';
import { questionAt } from './context.ts';
import { ENV_LIBRARIES } from './env-libraries.ts';
import { NO_VARIABLES, taggedVariables } from './env-tags.ts';
import type { Read } from './env-reads.ts';
import { type LinkedCode, withoutMajor } from './linked-code.ts';
import type { Place } from './project.ts';
import { placeOf } from './source-file.ts';
import { calleeName } from './types.ts';

/** Calls that read whatever there is. */
const READS_ALL =
  /^(?:(?:os|syscall)\.Environ|github\.com\/spf13\/viper\.(?:Viper\.)?AutomaticEnv|github\.com\/knadh\/koanf\/providers\/env\.Provider\w*|github\.com\/peterbourgon\/ff\.With\w*EnvVar\w*)$/;
const NAMES = ['Environ', 'AutomaticEnv', 'Provider', 'ProviderWithValue', 'WithEnvVars', 'WithEnvVarPrefix'];

/** The first place where the program reads variables whose names the source does not show; undefined: there is none. */
export function openEnvironment(code: LinkedCode, unnamed: readonly Read[]): Place | undefined {
  const [first] = [...unnamed, ...readsOfAll(code), ...openExpansions(code)];
  if (first) return placeOf(first.site.file, first.expression);
  return unseenStruct(code);
}

function readsOfAll(code: LinkedCode): Read[] {
  return NAMES.flatMap((name) => code.calls(name)).filter(({ expression, site }) =>
    READS_ALL.test(calleeName(code, expression.callee, site) ?? ''),
  );
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
