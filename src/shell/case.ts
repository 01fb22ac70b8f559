import { skipLines } from './comments.ts';
import type { Case, CaseClause, WordNode } from './model.ts';
import { atKeyword, endsWord, nested, note, place, type Reader, skipBlanks, take, takeKeyword } from './reader.ts';
import { emptyList } from './substitutions.ts';
import { readWord } from './words.ts';

const TERMINATOR = /;;&|;&|;;/y;

export function readCase(reader: Reader): Omit<Case, 'redirections' | 'start' | 'end'> {
  const from = reader.index;
  takeKeyword(reader, 'case');
  skipBlanks(reader);
  const word = readWord(reader);
  skipLines(reader);
  if (!takeKeyword(reader, 'in')) note(reader, 'not-closed', from, from + 4, 'in');
  const clauses: CaseClause[] = [];
  for (;;) {
    skipLines(reader);
    if (takeKeyword(reader, 'esac')) break;
    const clause = readClause(reader);
    if (clause) clauses.push(clause);
    if (clause && (clause.terminator !== null || atKeyword(reader, 'esac'))) continue;
    if (reader.text[reader.index] !== ')') note(reader, 'not-closed', from, from + 4, 'esac');
    break;
  }
  return { kind: 'case', word, clauses };
}

function readClause(reader: Reader): CaseClause | undefined {
  const { text, index: from } = reader;
  if (text[from] === '(') reader.index++;
  const patterns: WordNode[] = [];
  do {
    skipBlanks(reader);
    if (endsWord(text.charCodeAt(reader.index))) break;
    patterns.push(readWord(reader));
    skipBlanks(reader);
  } while (take(reader, /\|/y) !== undefined);
  const [first] = patterns;
  if (!first) return undefined;
  if (text[reader.index] !== ')') {
    const { index } = reader;
    nested(reader, 'case item', () => note(reader, 'not-closed', from, index, ')'));
    return undefined;
  }
  reader.index++;
  const start = reader.index;
  const clause = nested(reader, 'case item', () => {
    const body = reader.grammar.list(reader);
    if (!endsItem(reader)) note(reader, 'not-closed', from, start, reader.text[reader.index] === ')' ? ';;' : 'esac');
    return { body, terminator: (take(reader, TERMINATOR) ?? null) as CaseClause['terminator'] };
  });
  const { body, terminator } = clause ?? { body: emptyList(reader), terminator: null };
  return { kind: 'case-clause', ...place(reader, from, reader.index), patterns, body, terminator };
}

function endsItem(reader: Reader): boolean {
  return reader.text[reader.index] === ';' || atKeyword(reader, 'esac');
}
