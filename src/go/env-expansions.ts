import type { Site } from './code-index.ts';
import { type Context, evaluate, questionAt } from './context.ts';
import { NO_FALLBACK } from './env-fallback.ts';
import type { FoundVariable } from './environment.ts';
import { filesLoadedWithEnv } from './go-zero.ts';
import type { LinkedCode } from './linked-code.ts';
import { possibleTexts } from './possible-texts.ts';
import { isKnown } from './setting.ts';
import type { Call } from './syntax.ts';
import { calleeName } from './types.ts';

/** Variables in texts that are expanded, and those that are looked for in the list of all. */
export function expandedVariables(code: LinkedCode): FoundVariable[] {
  return [
    ...calls(code, ['ExpandEnv', 'Expand'], expanded),
    ...calls(code, ['HasPrefix', 'CutPrefix', 'TrimPrefix'], listed),
    ...filesLoadedWithEnv(code).flatMap(({ site, expression, text }) =>
      variablesIn(text).map((name) => found(name, site, expression)),
    ),
  ];
}

function found(name: string, site: Site, at: Call): FoundVariable {
  return { name, site, at, fallback: NO_FALLBACK, must: false };
}

function calls(
  code: LinkedCode,
  names: readonly string[],
  variables: (name: string, call: Call, context: Context) => readonly string[],
): FoundVariable[] {
  return names.flatMap((method) =>
    code.calls(method).flatMap(({ expression: call, site }) => {
      const name = calleeName(code, call.callee, site) ?? '';
      return variables(name, call, questionAt(code, site)).map((variable) => found(variable, site, call));
    }),
  );
}

/** `os.ExpandEnv("${HOME}/data")`, `os.Expand(text, os.Getenv)`. */
function expanded(name: string, { args }: Call, context: Context): string[] {
  const [text, mapping] = args;
  if (!text || (name !== 'os.ExpandEnv' && name !== 'os.Expand')) return [];
  if (name === 'os.Expand' && (!mapping || calleeName(context.code, mapping, context.site) !== 'os.Getenv')) return [];
  return possibleTexts(text, context).flatMap(({ text: written }) => variablesIn(written));
}

/** `${NAME}` and `$NAME`. */
function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g)].map(([, braced, bare]) => braced ?? bare ?? '');
}

/** `strings.HasPrefix(entry, "NAME=")` of an entry of `os.Environ()`. */
function listed(name: string, { args }: Call, context: Context): string[] {
  const { code, site } = context;
  const isTest = /^strings\.(?:HasPrefix|CutPrefix|TrimPrefix)$/.test(name);
  const part = isTest ? args[1] : undefined;
  if (part?.kind !== 'string' && part?.kind !== 'name') return [];
  if (!code.calls('Environ').some((use) => use.site.fn === site.fn)) return [];
  const value = evaluate(part, context);
  const variable = isKnown(value) ? /^([A-Z_][A-Z\d_]*)=$/.exec(value.text)?.[1] : undefined;
  return variable === undefined ? [] : [variable];
}
