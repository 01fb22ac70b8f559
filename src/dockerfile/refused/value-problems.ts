import type { Range } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import { portProblem, unknownProtocol } from '../syntax/expose.ts';
import type { Instruction } from '../model.ts';
import { isSignal } from '../signals.ts';
import { PARSE, peers, type SyntaxReport } from './syntax-report.ts';
import { similarWord } from '../../lint/similar-word.ts';
import { hasVariables } from '../syntax/variable-syntax.ts';

/** Arguments that are there but cannot be: stage names, ports, signals, volumes, destinations. */
export function* valueProblems(instruction: Instruction, escape: string): Generator<SyntaxReport> {
  // Words are split when they are asked for: not those of shell code.
  const { keyword, json, heredocs } = instruction;
  switch (keyword) {
    case 'FROM':
      yield* fromProblems(instruction.words);
      break;
    case 'EXPOSE':
      for (const word of instruction.words) yield* exposeProblems(word, escape);
      break;
    case 'STOPSIGNAL':
      for (const word of instruction.words) yield* signalProblems(word, escape);
      break;
    case 'VOLUME':
      for (const word of json ?? instruction.words) {
        if (word.value.trim() === '') yield { ...other(word), message: ['A volume needs a path'] };
      }
      break;
    case 'ADD':
    case 'COPY': {
      const { words } = instruction;
      const last = words.length > 1 ? words.at(-1) : undefined;
      if (last && heredocs.some(({ start }) => start === last.start)) {
        yield { ...other(last), message: ['A heredoc is no destination'] };
      }
    }
  }
}

function* fromProblems(words: readonly Word[]): Generator<SyntaxReport> {
  const [, as, name] = words;
  if (words.length !== 3 || !as || !name) return;
  if (as.text.toLowerCase() !== 'as') {
    yield {
      ...other(as),
      rule: 'from-as',
      message: ['Between image and name of the stage stands `AS`, not `{0}`', as.text],
      aliases: peers(PARSE, 'INVALID_AS'),
      ...(similarWord(as.text.toUpperCase(), ['AS'])
        ? { fixes: [{ title: ['Write `{0}`', 'AS'], safe: true, edits: [{ ...place(as), text: 'AS' }] }] }
        : {}),
    };
  }
  if (!/^[a-z][a-z0-9-_.]*$/.test(name.text.toLowerCase())) {
    yield {
      ...other(name),
      rule: 'valid-stage-name',
      message: ['`{0}` is no valid stage name', name.text],
      aliases: peers(PARSE, 'INVALID_BUILD_STAGE_NAME'),
    };
  }
}

function* exposeProblems(word: Word, escape: string): Generator<SyntaxReport> {
  if (hasVariables(word.text, escape)) {
    const [, written = 'tcp'] = /\/([a-z]+)$/i.exec(word.text) ?? [];
    if (!/^(?:tcp|udp|sctp)$/i.test(written)) yield protocolProblem(word, written, []);
    return;
  }
  const message = portProblem(word.value);
  if (!message) return;
  const protocol = unknownProtocol(word.text);
  if (protocol === undefined || /^(?:tcp|udp|sctp)$/i.test(protocol)) {
    yield { ...other(word), rule: 'valid-port', message, aliases: peers(PARSE, ...portPeers(word.value)) };
    return;
  }
  yield protocolProblem(word, protocol, protocol.includes('/') ? [] : ['INVALID_PROTO']);
}

/** hadolint and trivy judge numbers only, dockerfile-utils all but their size. */
function portPeers(value: string): string[] {
  const [, first = '', last = first] = /^(\d+)(?:-(\d+))?(?:\/\w*)?$/.exec(value) ?? [];
  return [
    ...(Math.max(Number(first), Number(last)) > 65_535 ? ['hadolint:DL3011'] : []),
    ...(Number(first) > 65_535 && last === first ? ['trivy:DS-0008'] : []),
    ...(/^"?\d+(?:-\d+)?(?::\d+(?:-\d*)?)?(?:\/\w*)*"?$/.test(value) ? [] : ['INVALID_PORT']),
  ];
}

function protocolProblem({ end }: Word, protocol: string, codes: readonly string[]): SyntaxReport {
  return {
    rule: 'expose-protocol',
    start: end - protocol.length,
    end,
    message: ['`{0}` is no protocol of a port; there are `tcp`, `udp` and `sctp`', protocol],
    aliases: peers(PARSE, ...codes),
  };
}

function* signalProblems(word: Word, escape: string): Generator<SyntaxReport> {
  if (/\s/.test(word.text) || isSignal(word.value) || hasVariables(word.text, escape)) return;
  // dockerfile-utils takes all that begins with SIG and all digits.
  const utils = word.text.startsWith('SIG') || /^\d+$/.test(word.text) ? [] : ['INVALID_SIGNAL'];
  yield {
    ...other(word),
    rule: 'valid-signal',
    message: ['`{0}` is no signal', word.value],
    aliases: peers(PARSE, ...utils),
  };
}

function other(word: Word) {
  return { rule: 'dockerfile-syntax', ...place(word), aliases: [PARSE] };
}

function place({ start, end }: Range): Range {
  return { start, end };
}
