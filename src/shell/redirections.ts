import type { HereDocument, Redirection, RedirectionOperator } from './model.ts';
import { at, endsWord, nested, note, place, type Reader, skipBlanks, take } from './reader.ts';
import { readWord } from './words.ts';

const START = /(?:\d+|\{[A-Za-z_]\w*\})?(?:&>|[<>](?!\())|(?:\d+|\{[A-Za-z_]\w*\})[<>]/y;
const DESCRIPTOR = /\d+|\{[A-Za-z_]\w*\}/y;
const OPERATOR = /&>>|&>|<<<|<<-|<<|<>|<&|>&|>>|>\||[<>]/y;

/** Reads all redirections that follow. */
export function readRedirections(reader: Reader): Redirection[] {
  const found: Redirection[] = [];
  for (;;) {
    skipBlanks(reader);
    const redirection = readRedirection(reader);
    if (!redirection) return found;
    found.push(redirection);
  }
}

/** The redirection that begins here, if one does. */
export function readRedirection(reader: Reader): Redirection | undefined {
  if (!mayStart(reader.text.charCodeAt(reader.index)) || !at(reader, START)) return undefined;
  const from = reader.index;
  const descriptor = take(reader, DESCRIPTOR) ?? null;
  const start = reader.index;
  const text = take(reader, OPERATOR) as RedirectionOperator;
  const operator = { ...place(reader, start, reader.index), text };
  skipBlanks(reader);
  const code = reader.text.charCodeAt(reader.index);
  const substitution = (code === 60 || code === 62) && reader.text[reader.index + 1] === '(';
  if (endsWord(code) && !substitution) {
    nested(reader, 'redirection', () => note(reader, 'missing-target', start, start + text.length));
    return {
      kind: 'redirection',
      ...place(reader, from, reader.index),
      operator,
      descriptor,
      target: null,
      heredoc: null,
    };
  }
  const target = readWord(reader);
  const range = place(reader, from, reader.index);
  const redirection: Writable = { kind: 'redirection', ...range, operator, descriptor, target, heredoc: null };
  if (text === '<<' || text === '<<-') {
    const quoted = /["'\\]/.test(target.text);
    reader.heredocs.push({
      ...{ delimiter: quoted ? target.text.replace(/\\(.)|["']|\$(?=["'])/g, '$1') : target.text, quoted },
      ...{ strip: text === '<<-', from: start, to: reader.index, within: [...reader.within, 'redirection' as const] },
      found: (body) => (redirection.heredoc = body),
    });
  }
  return redirection;
}

interface Writable extends Omit<Redirection, 'heredoc'> {
  heredoc: HereDocument | null;
}

function mayStart(code: number): boolean {
  return code === 60 || code === 62 || code === 38 || code === 123 || (code >= 48 && code <= 57);
}
