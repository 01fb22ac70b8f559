import { type Context, evaluate } from './context.ts';
import { isKnown, type Setting, UNKNOWN, unset } from './setting.ts';
import type { Call } from './syntax.ts';

/** Methods of configuration libraries that read a key and are given what counts where nobody sets it. */
const READERS = /^github\.com\/ory\/x\/configx\.Provider\.(?:String|Int|Float64|Bool|Duration)(F?)$/;

/** `config.IntF("serve.port", 4433)`: the default, and the key that configures it; null for any other call. */
export function keyRead(name: string, { args: [key, fallback] }: Call, context: Context): Setting | null {
  const [, withFallback] = READERS.exec(name) ?? [];
  if (withFallback === undefined || !key) return null;
  const { text } = evaluate(key, context);
  const by = `config:${text}`;
  if (!isKnown({ text, by: [] })) return UNKNOWN;
  return withFallback === 'F' && fallback ? { ...evaluate(fallback, context), by: [by] } : unset(by);
}
