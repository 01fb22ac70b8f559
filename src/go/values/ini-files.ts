import { alongCalls } from './call-paths.ts';
import { type Context, evaluate, originOf, originsOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { INI_LIBRARIES, INI_LOADS } from '../libraries/document-types.ts';
import { loadedDocument, type Loader } from './loaded-document.ts';
import { isKnown, type Setting, unset } from './setting.ts';
import { scalarAt } from '../modules/settings-files.ts';
import { isStruct } from '../code/structs-behind.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import type { Use } from '../code/code-index.ts';
import { calleeName, typeOf } from '../code/types.ts';

const LOADER: Loader = { methods: INI_LOADS, callee: /\/ini\.\w+$/ };

const READS = /\/ini\.Key\.(Must)?(?:String|Value|Int|Int64|Uint|Uint64|Bool|Duration)$/;
const MAPS = ['MapTo', 'StrictMapTo'];

/** `cfg.Section("server").Key("PORT").MustInt(8000)`: what the file says, else the default; null for any other call. */
export function iniValue(name: string, { callee, args: [fallback] }: Call, context: Context): Setting | null {
  const [whole, must] = READS.exec(name) ?? [];
  if (whole === undefined || callee.kind !== 'select') return null;
  const key = madeBy(callee.operand, ['Key', 'GetKey'], context);
  const section = key && sectionOf(key.receiver, key.context);
  if (!key || !section) return null;
  const { text } = evaluate(key.argument, key.context);
  if (!isKnown({ text, by: [] })) return null;
  const by = `config:${[...section.keys, text].join('.')}`;
  const inFile = scalarAt(section.document, [...section.keys, text]);
  if (inFile !== null && inFile !== '') return { text: inFile, by: [by] };
  return must !== undefined && fallback ? { ...evaluate(fallback, context), by: [by] } : unset(by);
}

/** A struct that a section of a file fills. */
export interface MappedSection {
  readonly call: Use<Call>;
  readonly type: string;
  readonly document: unknown;
  readonly keys: readonly string[];
}

/** `cfg.Section("server").MapTo(&server)`, also through a helper that is told section and struct. */
export function mappedSections(code: LinkedCode): readonly MappedSection[] {
  if (!INI_LIBRARIES.some((path) => code.externals.has(path))) return [];
  return MAPS.flatMap((method) => code.calls(method)).flatMap((call) => {
    const { expression, site } = call;
    const { callee, args } = expression;
    const [target] = args;
    const name = calleeName(code, callee, site) ?? '';
    if (!target || callee.kind !== 'select' || !/\/ini\.(?:Section|File)\.\w+$/.test(name)) return [];
    const { operand } = callee;
    const isFile = name.includes('.File.');
    return alongCalls(
      code,
      site,
      [operand, target],
      (context) => ({
        section: isFile
          ? { document: loadedDocument(operand, context, LOADER), keys: [] }
          : sectionOf(operand, context),
        types: structsOf(target, context),
      }),
      ({ section }) => section === null,
    ).flatMap(({ section, types }) => (section ? types.map((type) => ({ call, type, ...section })) : []));
  });
}

function structsOf(target: Expression, context: Context): string[] {
  const { code } = context;
  const types = originsOf(target, context).map(
    (origin) => origin && typeOf(code, origin.expression, origin.context.site),
  );
  return [...new Set([...types, typeOf(code, target, context.site)])].filter((type) => isStruct(code, type));
}

interface Section {
  readonly document: unknown;
  readonly keys: readonly string[];
}

function sectionOf(expression: Expression, context: Context): Section | null {
  const made = madeBy(expression, ['Section', 'GetSection'], context);
  const name = made && evaluate(made.argument, made.context);
  if (!name || !isKnown(name)) return null;
  const isRoot = name.text === '' || name.text === 'DEFAULT';
  return { document: loadedDocument(made.receiver, made.context, LOADER), keys: isRoot ? [] : [name.text] };
}

/** The call of a method that made a value: what it was called on, and its argument. */
function madeBy(expression: Expression, methods: readonly string[], context: Context) {
  const origin = originOf(expression, context);
  const call = origin?.expression.kind === 'call' ? origin.expression : null;
  const [argument] = call?.args ?? [];
  if (!origin || call?.callee.kind !== 'select' || !argument || !methods.includes(call.callee.name)) return null;
  return { receiver: call.callee.operand, argument, context: origin.context };
}
