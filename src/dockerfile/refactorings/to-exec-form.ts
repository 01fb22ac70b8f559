import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { withoutQuotes } from '../commands/run-edits.ts';
import { lineage } from '../stages/stages.ts';
import { holdsComments, instructionAt, type Refactored, type Refactoring } from './refactoring.ts';
import { shellBefore } from './shell-before.ts';

/** What only a shell can run. */
const BUILTINS =
  /^(?:\.|:|alias|bg|break|case|cd|command|eval|exec|exit|export|fg|for|function|getopts|hash|if|jobs|local|read|readonly|return|select|set|shift|source|time|times|trap|type|ulimit|umask|unalias|unset|until|wait|while|-.*|.*=.*)$/;

/** `CMD app --flag` → `CMD ["app", "--flag"]`; with variables a shell stays, which the program replaces. */
export const toExecForm: Refactoring = {
  id: 'to-exec-form',
  kind: 'rewrite',
  apply(dockerfile: Dockerfile, at: Range): Refactored | undefined {
    const outer = instructionAt(dockerfile, at);
    const one = outer?.keyword === 'HEALTHCHECK' ? outer.inner : outer;
    if (!outer || !one || !/^(?:CMD|ENTRYPOINT|RUN)$/.test(one.keyword)) return undefined;
    if (one.json !== null || one.heredocs.length > 0 || holdsComments(dockerfile, outer)) return undefined;
    const shell = shellBefore(dockerfile, outer);
    const words = one.words.map(({ value }) => value);
    const script = one.rest.text;
    if (!shell || words.length === 0) return undefined;
    const edit = (items: readonly string[]) => [
      { start: one.rest.at(0), end: one.end, text: `[${items.map((item) => JSON.stringify(item)).join(', ')}]` },
    ];
    const bare = words[0] === 'exec' ? words.slice(1) : words;
    if (bare.length === 0 || BUILTINS.test(bare[0] ?? '')) return undefined;
    if (!/[$`|&;<>()*?[\]{}~#!\n\\]/.test(script) && withoutQuotes(script) !== undefined) {
      return { title: titleOf(dockerfile, outer, one), edits: edit(bare) };
    }
    if (one.keyword === 'RUN' || outer !== one || !isOneCommand(script)) return undefined;
    const run = words[0] === 'exec' ? script : `exec ${script}`;
    const title: Message = [
      'Convert `{0}` to the exec form with `exec` (a shell expands the words, then the program takes its place)',
      one.keyword,
    ];
    return joins(dockerfile, outer) ? undefined : { title, edits: edit([...shell, run]) };
  },
};

/** One simple command without anything but expansions. */
function isOneCommand(script: string): boolean {
  const plain = withoutQuotes(script)?.replace(/\$\{[^{}]*\}/g, '_');
  return plain !== undefined && !/[`|&;<>(){}#!\n]/.test(plain);
}

function titleOf(dockerfile: Dockerfile, outer: Instruction, { keyword }: Instruction): Message {
  if (outer.keyword === 'HEALTHCHECK') return ['Convert the health check to the exec form (it runs without a shell)'];
  if (!joins(dockerfile, outer)) return ['Convert `{0}` to the exec form (it runs without a shell)', keyword];
  return keyword === 'CMD'
    ? ['Convert `CMD` to the exec form (`ENTRYPOINT` gets its words in place of a shell’s)']
    : ['Convert `ENTRYPOINT` to the exec form (it gets the words of `CMD` then)'];
}

/** ENTRYPOINT and CMD are joined differently in the two forms. */
function joins({ stages }: Dockerfile, { keyword, start }: Instruction): boolean {
  const other = keyword === 'CMD' ? 'ENTRYPOINT' : keyword === 'ENTRYPOINT' ? 'CMD' : undefined;
  const stage = stages.findLast((one) => one.start <= start);
  if (other === undefined || !stage) return false;
  return lineage(stages, stage).some(({ instructions }) => instructions.some((one) => one.keyword === other));
}
