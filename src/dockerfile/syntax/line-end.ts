import type { Range } from '../../lint/rule.ts';

/** How lines end around an instruction; it looks no further than its neighbours. */
export function lineEndAt(text: string, { start, end }: Range): '\n' | '\r\n' {
  return text.slice(Math.max(0, start - 2), start) === '\r\n' || text.startsWith('\r\n', end) ? '\r\n' : '\n';
}
