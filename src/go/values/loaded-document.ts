import { type Context, evaluate, originOf, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName } from '../code/types.ts';
import { documentAt } from '../modules/settings-files.ts';
import type { Expression } from '../syntax/syntax.ts';
import { isKnown } from './setting.ts';

/** The functions of a library that make a document of a file. */
export interface Loader {
  readonly methods: readonly string[];
  readonly callee: RegExp;
}

/** What lies in the file that an expression was loaded from; null where that is no file of the repository. */
export function loadedDocument(loaded: Expression, context: Context, loader: Loader): unknown {
  const { code } = context;
  const origin = originOf(loaded, context);
  const calls =
    origin?.expression.kind === 'call'
      ? [{ expression: origin.expression, context: origin.context }]
      : onlyLoad(code, loader);
  for (const { expression, context: there } of calls) {
    for (const argument of expression.args) {
      const path = evaluate(argument, there);
      const document = isKnown(path) ? documentAt(code.memory.settingsFiles, path.text) : null;
      if (document !== null) return document;
    }
  }
  return null;
}

/** Where the file cannot be followed, the only one that is loaded. */
function onlyLoad(code: LinkedCode, { methods, callee }: Loader) {
  const all = methods
    .flatMap((method) => code.calls(method))
    .filter(({ expression, site }) => callee.test(calleeName(code, expression.callee, site) ?? ''));
  return all.length === 1 ? all.map(({ expression, site }) => ({ expression, context: questionAt(code, site) })) : [];
}
