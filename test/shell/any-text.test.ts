import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Range } from '../../src/lint/rule.ts';
import { commandsOfScript } from '../../src/shell/commands.ts';
import type { ShellNode } from '../../src/shell/model.ts';
import { parseShell } from '../../src/shell/parse.ts';
import { eachChild } from '../../src/shell/walk.ts';
import { costsInProportion } from '../cost.ts';

const VALID =
  'set -e; A=1 B="x $y" env C=2 sudo -u app make -j4 > log 2>&1 && (cd x; make) || exit 1\n' +
  'if [ -f "$a" ]; then b; elif [[ $c =~ ^(d|e)$ && -z f ]]; then g; else h & fi\n' +
  'for i in a {b,c} *.[ch] $(ls); do echo "${i%.*}" ${#i} ${x:-"y z"} $((i + 1)); done\n' +
  'case $x in a|b) c ;; (d) e ;& *) f ;; esac # comment\n' +
  'cat <<A <<-"B" | while read -r l; do echo "$l"; done\n$x `y`\nA\n\tz\n\tB\n' +
  'f() { local a=(1 2 [3]=4); }; bash -c "x \\"y\\" && z" <(diff) <<< "q"\nfind . -exec rm {} \\; | xargs -r rm\n';

/** Reads a text; every node, problem and command has its place in it. */
function inspect(text: string): void {
  const script = parseShell({ text, at: (index) => index });
  const check = ({ start, end }: Range) => {
    if (!(0 <= start && start <= end && end <= text.length)) assert.fail(`${start}–${end} in ${JSON.stringify(text)}`);
  };
  const visit = (node: ShellNode) => {
    check(node);
    eachChild(node, (child) => visit(child));
  };
  visit(script.body);
  for (const range of [...script.problems, ...script.comments, ...commandsOfScript(script)]) check(range);
}

describe('any shell text', () => {
  it('is read when it is cut anywhere', () => {
    for (const text of [VALID, VALID.replaceAll('\n', '\r\n')]) {
      for (let end = 0; end <= text.length; end++) inspect(text.slice(0, end));
    }
  });

  it('is read when it is mutated at random', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const pieces = [
      '$(',
      '`',
      '"',
      "'",
      '${',
      '}',
      '((',
      '))',
      '<<',
      '\n',
      '\\',
      '{',
      ';;',
      '|',
      '&',
      '[[',
      'do ',
      'fi',
      '#',
    ];
    for (let round = 0; round < 2000; round++) {
      let text = VALID;
      for (let change = 0; change <= random(5); change++) {
        const at = random(text.length + 1);
        text = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(8));
      }
      inspect(text);
    }
  });

  it('takes time in proportion to its length, however deep it is', () => {
    const shapes = [
      '$(',
      '"$(',
      '`',
      '${x:-',
      '$((',
      '((',
      '( ',
      '{ ',
      'if ',
      'case a in b) ',
      'a && ',
      'a | ',
      'x=(',
      '{a,',
      '@(',
    ];
    shapes.push(
      '[[ ',
      '<(',
      'a <<E\n',
      '"',
      "'",
      '\\',
      'echo a b c; ',
      'a[',
      '[',
      '*',
      'for x in ',
      'f() ',
      '! ',
      '{',
      '<<-A ',
    );
    for (const shape of shapes) {
      costsInProportion((size) => shape.repeat(size), inspect, [4000, 16_000], shape);
    }
  });
});
