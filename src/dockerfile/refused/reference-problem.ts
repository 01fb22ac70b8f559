import type { Range } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';

const TAG = /^\w[\w.-]{0,127}$/;

/** The part of an image reference that is wrong: its tag or its digest; undefined where it is something else. */
export function wrongPart({ text, start, end }: Word): Range | undefined {
  if (text.length !== end - start || /[$"'\\`]/.test(text)) return undefined;
  const part = (from: number, to: number): Range =>
    from === to ? { start, end } : { start: start + from, end: start + to };
  const at = text.lastIndexOf('@');
  const slash = text.indexOf('/');
  if (at < 0) {
    const colon = text.lastIndexOf(':');
    return colon > slash && !TAG.test(text.slice(colon + 1)) ? part(colon + 1, text.length) : undefined;
  }
  const colon = text.slice(0, text.indexOf('@')).indexOf(':');
  if (colon > slash && colon + 1 === text.indexOf('@')) return { start, end };
  const digest = text.slice(at + 1);
  const [algorithm = '', hex] = digest.split(/:(.*)/s);
  const readable = hex !== undefined && /[a-f0-9_+.-]/i.test(algorithm) && /[a-f0-9]/i.test(hex);
  return readable ? undefined : part(at + 1, text.length);
}
