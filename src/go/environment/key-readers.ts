import { type Context, evaluate } from '../code/context.ts';
import { isKnown, type Setting, UNKNOWN, unset } from '../values/setting.ts';
import { schemaDefault } from './schema-defaults.ts';
import type { Call, Expression } from '../syntax/syntax.ts';

/** Methods of configuration libraries that read a key, and those that are given what counts where nobody sets it. */
const READERS = /^github\.com\/ory\/x\/configx\.Provider\.(?:String|Int|Float64|Bool|Duration)(F?)$/;

/** `section.Key("PORT").MustString("3000")` of go-ini, also behind an interface of the project. */
const INI = /^Must(?:String|Int|Int64|Uint|Uint64|Bool|Float64|Duration)$/;

/** `web.AppConfig.DefaultString("addr", ":8080")` of beego. */
const BEEGO = /^Default(?:String|Int|Int64|Bool|Float)$/;

/** `config.IntF("serve.port", 4433)`: the default, and the key that configures it; null for any other call. */
export function keyRead(name: string | null, { callee, args }: Call, context: Context): Setting | null {
  const [first, second] = args;
  if (callee.kind !== 'select') return null;
  const { operand } = callee;
  if (!first) {
    const isText = callee.name === 'String' && operand.kind === 'call' && nameOf(operand.callee) === 'Key';
    return isText && operand.args.length === 1 ? withKey(operand.args[0], undefined, context) : null;
  }
  if (args.length === 1 && INI.test(callee.name) && operand.kind === 'call' && nameOf(operand.callee) === 'Key') {
    return withKey(operand.args[0], first, context);
  }
  if (second && BEEGO.test(callee.name) && nameOf(operand) === 'AppConfig') return withKey(first, second, context);
  const [, withFallback] = (name !== null && READERS.exec(name)) || [];
  if (withFallback === undefined) return null;
  if (withFallback === 'F') return withKey(first, second, context);
  const read = withKey(first, undefined, context);
  const [key] = read?.by ?? [];
  const standard = key === undefined ? null : schemaDefault(context.code, key.slice(CONFIG.length));
  return read && standard !== null ? { ...read, text: standard } : read;
}

const CONFIG = 'config:';

function withKey(key: Expression | undefined, fallback: Expression | undefined, context: Context): Setting | null {
  const named = key && evaluate(key, context);
  if (!named || !isKnown(named)) return UNKNOWN;
  const by = CONFIG + named.text;
  if (!fallback) return unset(by);
  const value = evaluate(fallback, context);
  return { ...value, by: [by, ...value.by] };
}

function nameOf(expression: Expression): string | null {
  return expression.kind === 'select' || expression.kind === 'name' ? expression.name : null;
}
