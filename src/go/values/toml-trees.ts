import { type Context, evaluate, originOf } from '../code/context.ts';
import { TOML_LOADS } from '../libraries/document-types.ts';
import { calleeName } from '../code/types.ts';
import { scalarAt } from '../modules/settings-files.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { loadedDocument, type Loader } from './loaded-document.ts';
import { isKnown, type Setting, UNKNOWN, unset } from './setting.ts';

const LOADER: Loader = { methods: TOML_LOADS, callee: /\/go-toml\.Load\w*$/ };
const GETS = /^github\.com\/pelletier\/go-toml\.(?:Toml)?Tree\.Get(Default)?$/;

/** `tree.GetDefault("server.addr", ":8080")`: what the file says, else the default; null for any other call. */
export function tomlValue(name: string, { callee, args: [path, fallback] }: Call, context: Context): Setting | null {
  const found = GETS.exec(name);
  if (!found || callee.kind !== 'select' || !path) return null;
  const tree = treeOf(callee.operand, context);
  const own = evaluate(path, context);
  if (!tree || !isKnown(own)) return UNKNOWN;
  const keys = [...tree.keys, ...own.text.split('.')];
  const by = `config:${keys.join('.')}`;
  const inFile = scalarAt(tree.document, keys);
  if (inFile !== null) return { text: inFile, by: [by] };
  const [, withDefault] = found;
  if (withDefault === undefined || !fallback) return unset(by);
  const value = evaluate(fallback, context);
  return { ...value, by: [by, ...value.by] };
}

interface Tree {
  readonly document: unknown;
  /** Where it lies in that. */
  readonly keys: readonly string[];
}

/** A file, or the part of one as in `tree.Get("server").(*toml.Tree)`; null: a part that is not known. */
function treeOf(expression: Expression, context: Context): Tree | null {
  const made = originOf(expression, context);
  if (made?.expression.kind === 'call' && made.expression.callee.kind === 'select') {
    const { callee, args } = made.expression;
    if (GETS.test(calleeName(context.code, callee, made.context.site) ?? '')) {
      const key = args[0] && evaluate(args[0], made.context);
      const around = treeOf(callee.operand, made.context);
      return around && key && isKnown(key) ? { ...around, keys: [...around.keys, ...key.text.split('.')] } : null;
    }
  }
  return { document: loadedDocument(expression, context, LOADER), keys: [] };
}
