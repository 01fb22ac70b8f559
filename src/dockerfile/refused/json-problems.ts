import type { Fix } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';
import { rangeIn } from '../../shell/source-text.ts';
import { JSON_FORM } from '../syntax/instruction.ts';
import { isOtherArray } from '../syntax/json-form.ts';
import type { Instruction } from '../model.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';

const SINGLE_QUOTED = /^\[[ \t]*'[^']*'[ \t]*(?:,[ \t]*'[^']*'[ \t]*)*(?:,[ \t]*)?\]/;
/** What dockerfile-utils takes for an array: it ends behind a double quote. */
const LOOKS_LIKE_ARRAY = /^\[[ \t]*"(?:[^"\\]|\\.)*"[ \t]*(?:,[ \t]*"(?:[^"\\]|\\.)*"[ \t]*)*\]/s;

/** Arrays that are none, or hold what may not be in them. `inner`: the command of HEALTHCHECK. */
export function* jsonProblems(instruction: Instruction, inner = false): Generator<SyntaxReport> {
  const { keyword, keywordRange, rest, json } = instruction;
  if (!JSON_FORM.has(keyword) || rest.text === '') return;
  const place = rangeIn(rest, 0, rest.text.length);
  if (keyword === 'SHELL') {
    yield* shellProblems(instruction, place);
  } else if (json !== null || !rest.text.startsWith('[')) {
    return;
  } else if (isOtherArray(rest)) {
    const message = ['A JSON array here holds strings only'] as const;
    yield { rule: 'json-array-of-strings', ...keywordRange, message, aliases: [PARSE] };
  } else if (!inner && SINGLE_QUOTED.test(rest.text)) {
    yield {
      rule: 'json-double-quotes',
      ...place,
      message: ['`{0}` looks like an array, but one in single quotes is none', keyword],
      aliases: peers('JSON_IN_SINGLE_QUOTES'),
      fixes: doubleQuotes(instruction, place),
    };
  }
}

function* shellProblems({ rest, json, words }: Instruction, place: Range): Generator<SyntaxReport> {
  const told = { rule: 'shell-as-array', ...place };
  if (json?.length === 0) {
    yield { ...told, message: ['`SHELL` names no program'], aliases: peers(PARSE, 'SHELL_REQUIRES_ONE') };
  } else if (json === null) {
    const plain = words.every(({ text }) => /^[\w./:-]+$/.test(text));
    const text = `[${words.map((word) => JSON.stringify(word.text)).join(', ')}]`;
    yield {
      ...told,
      message: ['`SHELL` takes a JSON array of strings'],
      aliases: LOOKS_LIKE_ARRAY.test(rest.text) ? [PARSE] : peers(PARSE, 'SHELL_JSON_FORM'),
      ...(plain ? { fixes: [{ title: ['Write it as a JSON array'], safe: true, edits: [{ ...place, text }] }] } : {}),
    };
  }
}

/** Only where nothing but the quotes has to change. */
function doubleQuotes({ rest }: Instruction, place: Range): Fix[] {
  const { text } = rest;
  if (text.length !== place.end - place.start || !text.endsWith(']') || /["\\]/.test(text)) return [];
  const written = text.replaceAll("'", '"');
  return [
    {
      title: ['Write double quotes (it becomes the array that it looks like)'],
      safe: false,
      edits: [{ ...place, text: written }],
    },
  ];
}
