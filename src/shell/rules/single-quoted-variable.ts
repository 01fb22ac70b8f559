import type { Report } from '../../lint/rule.ts';
import type { SingleQuoted } from '../model.ts';
import { nodeRule } from '../rule.ts';
import type { ShellSubject } from '../subject.ts';
import { programName } from '../commands.ts';
import { withoutWrappers } from '../wrappers.ts';

export const singleQuotedVariable = nodeRule(
  {
    id: 'single-quoted-variable',
    title: 'Use double quotes where a variable is meant',
    severity: 'info',
    aliases: ['shellcheck:SC2016'],
    why: "In single quotes nothing is expanded: `echo '$HOME'` prints the word `$HOME`. Programs that read such text themselves, as awk, perl, jq, sh -c, trap and dpkg-query do, are left alone.",
    exampleOf: 'shell',
    nodes: ['single-quoted'],
    examples: [
      { bad: "echo «'version $VERSION'»", good: 'echo "version $VERSION"' },
      { bad: "export PATH=«'$HOME/bin'»", good: 'export PATH="$HOME/bin"' },
      {
        bad: "echo «'$(date)'»",
        good: "awk '{ print $1 }' f; sh -c 'echo $x'; trap 'rm $f' EXIT; dpkg-query -W -f='${Package}' x; sed 's/a$//' f; sed '$d' f; echo 'costs 5$'",
      },
    ],
  },
  function* (node, subject): Iterable<Report> {
    const { value, ansi, start, end } = node;
    if (ansi || !/\$[{(0-9a-zA-Z_]|`[^`]+`/.test(value) || isReadElsewhere(node, subject)) return;
    const [found = ''] = /\$\{[^}]*\}?|\$\([^)]*\)?|\$\w+|`[^`]+`/.exec(value) ?? [];
    yield { start, end, message: ['`{0}` is not expanded in single quotes', found] };
  },
);

/** Programs that are given code or templates of their own. */
const READERS = new Set([
  ...['awk', 'gawk', 'mawk', 'nawk', 'perl', 'ruby', 'python', 'python3', 'node', 'php', 'jq', 'yq', 'gojq', 'trap'],
  ...['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh', 'eval', 'alias', 'docker', 'podman', 'kubectl', 'oc', 'ssh', 'run'],
  ...['dpkg-query', 'rename', 'unset', 'git', 'gcloud', 'xprop', 'watch', 'timeout', 'parallel', 'expect', 'tclsh'],
]);
/** Variables whose values are expanded later. */
const LATER = /^PS[0-4]$|^PROMPT_COMMAND$/;

function isReadElsewhere(node: SingleQuoted, subject: ShellSubject): boolean {
  for (const around of subject.ancestors(node)) {
    if (around.kind === 'assignment' && LATER.test(around.name)) return true;
    if (around.kind !== 'simple') continue;
    const { words } = withoutWrappers(around.words);
    const name = programName({ words });
    if (name === 'git') return words.some(({ value }) => value === 'filter-branch');
    if (name === 'find') return around.words.some(({ value }) => /(?:^|\/)(?:ba|da|a|k|z)?sh$/.test(value));
    // `$d` and `$!N` are addresses of sed; `s/x$/y/` ends a line.
    if (name === 'sed') return /^\$(?:[!\s]|[dpaciNqrwsy](?:$|[\\;\s}]))/.test(node.value);
    return READERS.has(name);
  }
  return false;
}
