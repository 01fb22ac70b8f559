import { evaluate, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isKnown } from '../values/setting.ts';
import { documentAt, scalarAt } from '../modules/settings-files.ts';
import { calleeName } from '../code/types.ts';

const GODOTENV = 'github.com/joho/godotenv';
const LOADERS = ['Load', 'Overload'];
const GOFR = 'gofr.dev/pkg/gofr';

/** What a `.env` file of the repository gives a variable that the program loads it for; null where it says nothing. */
export function dotenvValue(code: LinkedCode, name: string): string | null {
  if (![GODOTENV, `${GODOTENV}/autoload`, GOFR].some((path) => code.externals.has(path))) return null;
  const { documents } = code.once(dotenvFiles, NO_FILES);
  for (const document of documents) {
    const value = scalarAt(document, [name]);
    if (value !== null && !value.includes('$')) return value;
  }
  return null;
}

const NO_FILES: { readonly documents: readonly unknown[] } = { documents: [] };

function dotenvFiles(code: LinkedCode): { readonly documents: readonly unknown[] } {
  const paths = code.externals.has(`${GODOTENV}/autoload`) ? ['.env'] : [];
  if (code.externals.has(GOFR)) paths.push('configs/.env');
  for (const method of LOADERS) {
    for (const { expression, site } of code.calls(method)) {
      if (calleeName(code, expression.callee, site) !== `${GODOTENV}.${method}`) continue;
      if (expression.args.length === 0) paths.push('.env');
      for (const argument of expression.args) {
        const path = evaluate(argument, questionAt(code, site));
        if (isKnown(path)) paths.push(path.text);
      }
    }
  }
  return { documents: paths.flatMap((path) => documentAt(code.memory.settingsFiles, path) ?? []) };
}
