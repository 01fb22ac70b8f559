import type { Site } from '../code/code-index.ts';
import { type Context, evaluate, questionAt } from '../code/context.ts';
import { NO_FALLBACK } from './env-fallback.ts';
import type { FoundVariable } from './environment.ts';
import { filesLoadedWithEnv } from '../listeners/go-zero.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { isKnown } from '../values/setting.ts';
import { FILE_READERS } from '../libraries/file-decoders.ts';
import { readThrough } from '../values/read-through.ts';
import { fileAt } from '../modules/settings-files.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** Variables in texts that are expanded, and those that are looked for in the list of all. */
export function expandedVariables(code: LinkedCode): FoundVariable[] {
  return [
    ...calls(code, ['ExpandEnv', 'Expand'], expanded),
    ...calls(code, expanderNames(code), substituted),
    ...calls(code, ['HasPrefix', 'CutPrefix', 'TrimPrefix'], listed),
    ...calls(code, ['Run'], inBeegoFile),
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
  return [
    ...possibleTexts(text, context).flatMap(({ text: written }) => variablesIn(written)),
    // In a file there are prices and patterns, too.
    ...textsOfFiles(text, context)
      .flatMap(variablesIn)
      .filter((variable) => /^[A-Z][A-Z\d_]*$/.test(variable)),
  ];
}

/** Libraries that put variables into texts as a shell does, and which arguments are the texts or their files. */
const EXPANDERS: ReadonlyMap<string, 'text' | 'path'> = new Map([
  ...['String', 'Bytes', 'EvalEnv'].map((name) => [`github.com/a8m/envsubst.${name}`, 'text'] as const),
  ['github.com/a8m/envsubst.ReadFile', 'path'],
  ['github.com/drone/envsubst.EvalEnv', 'text'],
]);

function expanderNames({ externals }: LinkedCode): readonly string[] {
  const names = [...EXPANDERS.keys()].filter((name) => externals.has(name.slice(0, name.lastIndexOf('.'))));
  return [...new Set(names.map((name) => name.slice(name.lastIndexOf('.') + 1)))];
}

function substituted(name: string, { args: [argument] }: Call, context: Context): string[] {
  const is = EXPANDERS.get(name);
  if (is === undefined || !argument) return [];
  const texts = is === 'path' ? textsAt(argument, context) : textsOfFiles(argument, context);
  const written = is === 'path' ? [] : possibleTexts(argument, context).map(({ text }) => text);
  return [...texts, ...written].flatMap((text) =>
    [...text.matchAll(/\$(?:\{(\w+)(?::?[-=?+][^}]*)?\}|([A-Za-z_]\w*))/g)].map(
      ([, braced, bare]) => braced ?? bare ?? '',
    ),
  );
}

/** What is written in the files of the repository that a text comes from, without what seems to be a comment. */
function textsOfFiles(text: Expression, context: Context): string[] {
  return [...readThrough(text, context, FILE_READERS)].flatMap(({ text: path, reader, context: there }) =>
    reader ? textsAt(path, there) : [],
  );
}

function textsAt(path: Expression, context: Context): string[] {
  const { settingsFiles } = context.code.memory;
  const said = evaluate(path, context);
  const paths = [...possibleTexts(path, context).map(({ text }) => text), ...(isKnown(said) ? [said.text] : [])];
  return [...new Set(paths)].flatMap((text) => {
    const file = fileAt(settingsFiles, text);
    return file ? [file.text.replace(/^[ \t]*(?:#|\/\/).*$/gm, '')] : [];
  });
}

/** `${NAME}` and `$NAME`. */
function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g)].map(([, braced, bare]) => braced ?? bare ?? '');
}

const BEEGO_RUN = /^github\.com\/(?:astaxie|beego)\/beego(?:\/server\/web)?\.Run$/;

/** `httpport = ${PORT||8080}` in the file that beego reads by itself. */
function inBeegoFile(name: string, _call: Call, { code }: Context): string[] {
  const file = BEEGO_RUN.test(name) ? fileAt(code.memory.settingsFiles, 'conf/app.conf') : null;
  const text = file?.text.replace(/^[ \t]*[#;].*$/gm, '') ?? '';
  return [...text.matchAll(/\$\{(\w+)(?:\|\|[^}]*)?\}/g)].map(([, variable]) => variable ?? '');
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
