import type { Range, Report } from '../lint/rule.ts';
import type { Message } from '../words/message.ts';
import { portProblem } from './expose.ts';
import { JSON_FORM } from './instruction.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { isOtherArray } from './json-form.ts';
import type { Instruction } from './model.ts';
import { isSignal } from './signals.ts';
import { unquote } from '../shell/unquote.ts';

/** Arguments that are missing, too many or of the wrong form. */
export function* argumentProblems(instruction: Instruction): Generator<Report> {
  const { keyword, keywordRange, json, words, inner } = instruction;
  const least = INSTRUCTIONS[keyword]?.least ?? 0;
  const given = json?.length ?? words.length;
  if (given < least) {
    const message: Message =
      given === 0 ? ['`{0}` needs an argument', keyword] : ['`{0}` needs at least {1} arguments', keyword, least];
    yield { ...keywordRange, message, aliases: ['buildkit:parse', 'dockerfile-utils:ARGUMENT_MISSING'] };
    return;
  }
  yield* formProblems(instruction);
  if (keyword === 'FROM') yield* fromProblems(instruction);
  if (keyword === 'HEALTHCHECK') yield* healthcheckProblems(instruction);
  if (inner) yield* innerProblems(keyword, inner);
}

function* formProblems(instruction: Instruction): Generator<Report> {
  const { keyword, keywordRange, rest, json, words, heredocs } = instruction;
  if (JSON_FORM.has(keyword) && isOtherArray(rest)) {
    yield { ...keywordRange, message: ['A JSON array here holds strings only'] };
  } else if (keyword === 'SHELL' && json === null) {
    yield { ...keywordRange, message: ['`SHELL` takes a JSON array of strings'] };
  }
  if (['ENV', 'LABEL', 'ARG'].includes(keyword)) yield* pairProblems(instruction);
  const last = words.at(-1);
  if ((keyword === 'ADD' || keyword === 'COPY') && last && heredocs.some(({ start }) => start === last.start)) {
    yield { ...place(last), message: ['A heredoc is no destination'] };
  }
  if (keyword === 'EXPOSE') {
    for (const word of words) {
      const message = word.text.includes('$') ? undefined : portProblem(word.value);
      if (message) yield { ...place(word), message };
    }
  }
  if (keyword === 'STOPSIGNAL') {
    for (const word of words) {
      if (!word.text.includes('$') && !isSignal(word.value)) {
        yield { ...place(word), message: ['`{0}` is no signal', word.value] };
      }
    }
  }
  if (keyword === 'VOLUME') {
    for (const word of json ?? words) {
      if (word.value === '') yield { ...place(word), message: ['A volume needs a path'] };
    }
  }
}

function* pairProblems({ keyword, pairs }: Instruction): Generator<Report> {
  for (const { key, value } of pairs) {
    if (value === null && keyword !== 'ARG') yield { ...place(key), message: ['`{0}` has no value', key.value] };
    else if (key.text === '' && value !== null) {
      yield { start: key.start, end: value.end, message: ['There is no name before `=`'] };
    }
  }
}

function* fromProblems({ words }: Instruction): Generator<Report> {
  const [, as, name] = words;
  if (!as) return;
  if (words.length !== 3 || as.text.toLowerCase() !== 'as') {
    const end = words.at(-1)?.end ?? as.end;
    yield { start: as.start, end, message: ['FROM takes an image, and `AS` with a name'] };
  } else if (name && !/^[a-z][a-z0-9-_.]*$/.test(name.text.toLowerCase())) {
    yield { ...place(name), message: ['`{0}` is no valid stage name', name.text] };
  }
}

function* healthcheckProblems({ words, inner, keywordRange }: Instruction): Generator<Report> {
  const [type, next] = words;
  if (!type) return;
  const kind = type.text.toUpperCase();
  if (kind === 'NONE') {
    if (next) yield { ...place(next), message: ['`HEALTHCHECK NONE` takes nothing more'] };
  } else if (kind !== 'CMD') {
    yield { ...place(type), message: ['HEALTHCHECK is `CMD` with a command, or `NONE`, not `{0}`', type.text] };
  } else if (inner && (inner.json?.length ?? inner.words.length) === 0) {
    yield { ...keywordRange, message: ['`HEALTHCHECK CMD` needs a command'] };
  }
}

/** Of a trigger only its kind and its form are read; the rest is, when another build uses the image. */
function* innerProblems(keyword: string, inner: Instruction): Generator<Report> {
  if (keyword === 'ONBUILD' && ['ONBUILD', 'FROM', 'MAINTAINER'].includes(inner.keyword)) {
    yield { ...inner.keywordRange, message: ['`{0}` may not stand in ONBUILD', inner.keyword] };
    return;
  }
  if (JSON_FORM.has(inner.keyword) && isOtherArray(inner.rest))
    yield { ...inner.keywordRange, message: ['A JSON array here holds strings only'] };
  if (inner.keyword === 'ENV' || inner.keyword === 'LABEL') {
    for (const { key, value } of inner.pairs) {
      if (value === null) yield { ...place(key), message: ['`{0}` has no value', unquote(key.text, '\\')] };
    }
  }
}

function place({ start, end }: Range): Range {
  return { start, end };
}
