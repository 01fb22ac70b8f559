import { evaluate, questionAt } from './context.ts';
import type { LinkedCode } from './linked-code.ts';
import { possibleTexts } from './possible-texts.ts';
import { isKnown } from './setting.ts';
import { documentAt, scalarAt, scalarKeys } from './settings-files.ts';
import { calleeName } from './types.ts';

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

function viperDocument(code: LinkedCode): unknown {
  const files = textsOf(code, 'SetConfigFile', 0) ?? [];
  const readers = ['ReadInConfig', 'MergeInConfig', ...(files.length > 0 ? ['ReadConfig'] : [])];
  if (readers.every((method) => textsOf(code, method, 0) === null)) return null;
  const names = textsOf(code, 'SetConfigName', 0) ?? [];
  const folders = textsOf(code, 'AddConfigPath', 0) ?? [];
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

/** What the source lists for an argument of all calls of a method; null where nobody calls it. */
function textsOf(code: LinkedCode, method: string, index: number): string[] | null {
  const calls = code.calls(method).filter(({ expression, site }) => {
    const name = calleeName(code, expression.callee, site) ?? '';
    return name === `${VIPER}.${method}` || name === `${VIPER}.Viper.${method}`;
  });
  if (calls.length === 0) return null;
  return calls.flatMap(({ expression, site }) => {
    const argument = expression.args[index];
    if (!argument) return [];
    const value = evaluate(argument, questionAt(code, site));
    return isKnown(value) ? [value.text] : possibleTexts(argument, questionAt(code, site)).map(({ text }) => text);
  });
}
