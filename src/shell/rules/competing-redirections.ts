import type { Report } from '../../lint/rule.ts';
import type { Redirection } from '../model.ts';
import { nodeRule } from '../rule.ts';

export const competingRedirections = nodeRule(
  {
    id: 'competing-redirections',
    title: 'Redirect to one place',
    severity: 'error',
    aliases: ['shellcheck:SC2261'],
    why: 'Of several redirections of the same output only the last one gets anything; the files before it are made empty. `tee` writes into several.',
    exampleOf: 'shell',
    nodes: ['simple'],
    when: ({ redirections }) => redirections.length > 1,
    examples: [
      { bad: 'make «>» a «>» b', good: 'make | tee a > b' },
      { bad: 'make «2>» a «2>» b', good: 'make > a 2> b; make > a 2>&1' },
    ],
  },
  function* ({ redirections }): Iterable<Report> {
    if (redirections.length < 2) return;
    const byStream = new Map<string, Redirection[]>();
    // Where a stream was copied between two, both get something.
    const copied = new Set<string>();
    for (const one of redirections) {
      const stream = streamOf(one);
      if (stream !== undefined) byStream.set(stream, [...(byStream.get(stream) ?? []).slice(0, MOST), one]);
      else if (one.operator.text === '>&' || one.operator.text === '<&') copied.add(one.target?.text ?? '');
    }
    for (const [stream, all] of byStream) {
      if (all.length < 2 || copied.has(stream)) continue;
      for (const { start, operator } of all) {
        yield { start, end: operator.end, message: ['Several redirections of the same stream: the last one wins'] };
      }
    }
  },
);

/** More of the same say nothing new. */
const MOST = 9;

/** The descriptor that a redirection to or from a file is about. */
function streamOf({ operator, descriptor }: Redirection): string | undefined {
  switch (operator.text) {
    case '>':
    case '>>':
    case '>|':
      return descriptor ?? '1';
    case '<':
    case '<<':
    case '<<-':
    case '<<<':
      return descriptor ?? '0';
    default:
      return undefined;
  }
}
