import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { isGitSource, isUrl } from '../files/remote-source.ts';
import type { Flag, Instruction } from '../model.ts';
import { PARSE, type SyntaxReport } from './syntax-report.ts';

const OCTAL = /^[0-7]+$/;
const SYMBOLIC = /^[augo]*(?:[-+=](?:[ugo]|[rwxXst])*)+(?:,[augo]*(?:[-+=](?:[ugo]|[rwxXst])*)+)*$/;
const DIGESTS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Modes, owners, checksums and sources of ADD and COPY that the frontend refuses. */
export function* copyProblems(instruction: Instruction): Generator<SyntaxReport> {
  const { keyword, flags, json, words, heredocs } = instruction;
  if (keyword !== 'ADD' && keyword !== 'COPY') return;
  const told = (at: Range, message: Message): SyntaxReport => ({
    rule: 'dockerfile-syntax',
    start: at.start,
    end: at.end,
    message,
    aliases: [PARSE],
  });
  const opens = new Set(heredocs.map(({ start }) => start));
  const sources = (json ?? words).slice(0, -1).filter(({ start }) => !opens.has(start));
  const paths = sources.map(({ value }) => value);
  // With a mode the files are copied beside what is there, as without the flag.
  const linked =
    flags.some(({ name, value }) => name === 'link' && value?.value.toLowerCase() !== 'false') &&
    !flags.some(({ name }) => name === 'chmod');
  for (const flag of flags) {
    const message = flagProblem(flag, paths, linked);
    if (message) yield told(flag.value ?? flag, message);
  }
  if (keyword === 'ADD') return;
  for (const source of sources) {
    if (isUrl(source.value)) yield told(source, ['`COPY` downloads nothing; `ADD` does']);
  }
}

function flagProblem({ name, value }: Flag, sources: readonly string[], linked: boolean): Message | undefined {
  const written = value?.value ?? '';
  if (written === '' || written.includes('$')) return undefined;
  if (name === 'chmod') {
    const right = OCTAL.test(written) ? parseInt(written, 8) <= 0o7777 : SYMBOLIC.test(written);
    return right ? undefined : ['`{0}` is no file mode', written];
  }
  if (name === 'chown') {
    const byNumber = written.split(':', 2).every((part) => /^(?:\d*|root)$/.test(part));
    return linked && !byNumber ? ['With `--link` the owner must be a number, not `{0}`', written] : undefined;
  }
  return name === 'checksum' ? checksumProblem(written, sources) : undefined;
}

function checksumProblem(checksum: string, sources: readonly string[]): Message | undefined {
  const [source, ...more] = sources;
  if (source === undefined || more.length > 0) return ['A checksum is for one source'];
  if (source.includes('$')) return undefined;
  if (!isUrl(source)) return ['A checksum is for a URL or a Git repository, not for `{0}`', source];
  if (isGitSource(source)) return undefined;
  const [algorithm = '', digest = ''] = checksum.split(/:(.*)/s);
  const length = Object.hasOwn(DIGESTS, algorithm) ? DIGESTS[algorithm] : undefined;
  const right = digest.length === length && /^[0-9a-f]+$/.test(digest);
  return right ? undefined : ['`{0}` is no digest, such as `sha256:…`', checksum];
}
