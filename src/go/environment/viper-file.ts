import type { Use } from '../code/code-index.ts';
import { evaluate, questionAt } from '../code/context.ts';
import { embeddedDocument, writtenDocument } from '../values/embedded-documents.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { isKnown, UNKNOWN, UNSET_TEXT } from '../values/setting.ts';
import { documentAt, scalarAt, scalarKeys } from '../modules/settings-files.ts';
import type { Call } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

const VIPER = 'github.com/spf13/viper';
const EXTENSIONS = ['yaml', 'yml', 'json', 'toml', 'ini', 'properties', 'env'];

/** What the file of the repository that viper reads says of a key; null where it reads none, or it says nothing. */
export function viperFileValue(code: LinkedCode, key: string): string | null {
  return scalarAt(code.once(viperDocument, null), key.split('.'));
}

/** Keys of that file whose values are one text each, with dots between those of sections. */
export function viperFileKeys(code: LinkedCode): readonly string[] {
  return scalarKeys(code.once(viperDocument, null));
}

/** Calls that bring keys from somewhere else than one file with a name. */
const OTHER_SOURCES = [
  ...['AddConfigPath', 'SetConfigName', 'ReadConfig', 'MergeConfig', 'MergeConfigMap'],
  ...['ReadRemoteConfig', 'WatchRemoteConfig', 'AddRemoteProvider'],
];

/** The settings that alone name the file that viper reads, none where nobody gives them; null: it may read one without. */
export function viperFileNamedBy(code: LinkedCode): readonly string[] | null {
  const files = viperCalls(code, 'SetConfigFile');
  if (files.length === 0 || OTHER_SOURCES.some((method) => viperCalls(code, method).length > 0)) return null;
  const named = new Set<string>();
  for (const { expression, site } of files) {
    const [argument] = expression.args;
    const value = argument ? evaluate(argument, questionAt(code, site)) : UNKNOWN;
    if (value.text !== '' && value.text !== UNSET_TEXT) return null;
    if (value.by.length === 0) return null;
    for (const by of value.by) if (!by.startsWith('config:')) named.add(by);
  }
  return [...named];
}

function viperDocument(code: LinkedCode): unknown {
  for (const { expression, site } of ['ReadConfig', 'MergeConfig'].flatMap((method) => viperCalls(code, method))) {
    const [text] = expression.args;
    const context = questionAt(code, site);
    const document = embeddedDocument(text, context) ?? writtenDocument(text, context);
    if (document !== null) return document;
  }
  const files = textsOf(code, 'SetConfigFile') ?? [];
  const readers = ['ReadInConfig', 'MergeInConfig', ...(files.length > 0 ? ['ReadConfig'] : [])];
  if (readers.every((method) => textsOf(code, method) === null)) return null;
  const names = textsOf(code, 'SetConfigName') ?? [];
  const folders = textsOf(code, 'AddConfigPath') ?? [];
  const candidates = [
    ...files,
    ...names.flatMap((name) => folders.flatMap((folder) => EXTENSIONS.map((ending) => `${folder}/${name}.${ending}`))),
  ];
  for (const path of candidates) {
    const document = documentAt(code.memory.settingsFiles, path);
    if (document !== null) return document;
  }
  return null;
}

/** Calls of a function of viper, or of the method of that name. */
export function viperCalls(code: LinkedCode, method: string): readonly Use<Call>[] {
  return code.calls(method).filter(({ expression, site }) => {
    const name = calleeName(code, expression.callee, site);
    return name === `${VIPER}.${method}` || name === `${VIPER}.Viper.${method}`;
  });
}

/** What reads the file that a call only names. */
export function viperReader(code: LinkedCode, { site }: Use<Call>): Use<Call> | undefined {
  return configurationReads(code).find((reader) => reader.site.fn === site.fn);
}

/** Calls that read the file which others name. */
export function configurationReads(code: LinkedCode): readonly Use<Call>[] {
  return ['ReadInConfig', 'MergeInConfig'].flatMap((method) => viperCalls(code, method));
}

/** What the source lists for the first argument of all calls of a method; null where nobody calls it. */
function textsOf(code: LinkedCode, method: string): string[] | null {
  const calls = viperCalls(code, method);
  if (calls.length === 0) return null;
  return calls.flatMap(({ expression, site }) => {
    const [argument] = expression.args;
    if (!argument) return [];
    const value = evaluate(argument, questionAt(code, site));
    return isKnown(value) ? [value.text] : possibleTexts(argument, questionAt(code, site)).map(({ text }) => text);
  });
}
