import type { Range } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import { rangeIn } from '../../shell/source-text.ts';
import { INSTRUCTIONS } from '../syntax/instructions.ts';
import type { Instruction } from '../model.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';
import { splitAtBlanks } from '../syntax/words.ts';

const RULE = 'argument-count';

/** Arguments that are missing or too many. */
export function* argumentProblems(instruction: Instruction): Generator<SyntaxReport> {
  const { keyword, keywordRange, rest, json } = instruction;
  if (keyword === 'COPY' || keyword === 'ADD') yield* copyProblems(instruction);
  else if (rest.text === '') yield* missing(instruction);
  else if (keyword === 'FROM') yield* fromProblems(instruction);
  else if (keyword === 'STOPSIGNAL') yield* signalProblems(instruction);
  else if (keyword === 'HEALTHCHECK') yield* checkProblems(instruction);
  else if (keyword === 'VOLUME' && json?.length === 0) {
    yield { rule: RULE, ...keywordRange, message: ['`{0}` needs an argument', keyword], aliases: [PARSE] };
  }
}

function* missing({ keyword, keywordRange }: Instruction): Generator<SyntaxReport> {
  if (keyword === 'ENTRYPOINT') {
    yield {
      rule: RULE,
      ...keywordRange,
      message: ['`ENTRYPOINT` without a command takes away that of the base image'],
      aliases: peers('ARGUMENT_MISSING'),
      severity: 'info',
    };
    return;
  }
  if ((INSTRUCTIONS[keyword]?.least ?? 0) === 0) return;
  const code = keyword === 'HEALTHCHECK' ? 'ARGUMENT_REQUIRES_AT_LEAST_ONE' : 'ARGUMENT_MISSING';
  yield { rule: RULE, ...keywordRange, message: ['`{0}` needs an argument', keyword], aliases: peers(PARSE, code) };
}

function* copyProblems({ keyword, keywordRange, rest, json, words, heredocs }: Instruction): Generator<SyntaxReport> {
  const given = json ?? words;
  if (given.length > 1) return;
  const [only] = given;
  let place: Range = keywordRange;
  if (json?.length === 0) place = rangeIn(rest, 0, rest.text.length);
  else if (only && json) place = { start: only.start + 1, end: only.end - 1 };
  else if (only && !heredocs.some(({ content }) => content.end > content.start)) place = span(only);
  yield {
    rule: RULE,
    ...place,
    message: ['`{0}` needs at least {1} arguments', keyword, 2],
    aliases: peers(PARSE, 'ARGUMENT_REQUIRES_AT_LEAST_TWO'),
  };
}

function* fromProblems({ words }: Instruction): Generator<SyntaxReport> {
  const last = words.at(-1);
  if (!last || words.length === 1 || words.length === 3) return;
  yield {
    rule: RULE,
    ...span(last),
    message: ['FROM takes an image, and `AS` with a name'],
    aliases: peers(PARSE, 'ARGUMENT_REQUIRES_ONE_OR_THREE'),
  };
}

function* signalProblems({ rest }: Instruction): Generator<SyntaxReport> {
  const words = splitAtBlanks(rest, '\\');
  const last = words.at(-1);
  if (!last || words.length === 1) return;
  yield {
    rule: RULE,
    ...span(last),
    message: ['`{0}` takes one argument', 'STOPSIGNAL'],
    aliases: peers(PARSE, 'ARGUMENT_EXTRA', 'ARGUMENT_REQUIRES_ONE'),
  };
}

function* checkProblems({ words, inner }: Instruction): Generator<SyntaxReport> {
  const [type, next] = words;
  const last = words.at(-1);
  if (!type || !last) return;
  const kind = type.text.toUpperCase();
  if (kind === 'NONE' && next) {
    yield {
      rule: RULE,
      start: next.start,
      end: last.end,
      message: ['`HEALTHCHECK NONE` takes nothing more'],
      aliases: peers(PARSE, 'ARGUMENT_UNNECESSARY'),
    };
  } else if (kind === 'CMD' && (!next || inner?.json?.length === 0)) {
    yield {
      rule: RULE,
      ...span(type),
      message: ['`HEALTHCHECK CMD` needs a command'],
      aliases: next ? [PARSE] : peers(PARSE, 'HEALTHCHECK_CMD_ARGUMENT_MISSING'),
    };
  }
}

function span({ start, end }: Word): Range {
  return { start, end };
}
