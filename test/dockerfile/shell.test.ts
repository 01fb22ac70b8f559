import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { commandsOf } from '../../src/dockerfile/commands/run-commands.ts';

describe('shell commands', () => {
  const cases: readonly [script: string, commands: string[]][] = [
    ['a b && c d || e; f', ['a b', 'c d', 'e', 'f']],
    ['A=1 B="x y" go build', ['go build']],
    ['if [ -f x ]; then make; else go build; fi', ['[ -f x ]', 'make', 'go build']],
    ['for i in 1 2; do echo $i; done', ['echo $i']],
    ['sudo -E apt-get install -y x', ['apt-get install -y x']],
    ['env CGO_ENABLED=0 go build', ['go build']],
    ['timeout 5 go test', ['go test']],
    ['sh -c "a && b"', ['sh -c a && b', 'a', 'b']],
    ['(cd x && make)', ['cd x', 'make']],
    ['cat a > b 2>&1 | grep c', ['cat a', 'grep c']],
    ['echo \'a && b\' "c; d"', ['echo a && b c; d']],
    ['echo $(date; true) x', ['date', 'true', 'echo $(date; true) x']],
    ['a # b && c', ['a']],
    ['sudo -u app -E make', ['make']],
    ['timeout -s KILL 5 go test', ['go test']],
    ['V=$(go version) X=`date`', ['go version', 'date', '']],
    ['echo $((1+(2)))', ['echo $((1+(2)))']],
    ['echo "$(a "b c")" d', ['a b c', 'echo $(a "b c") d']],
    ['case $x in a) b;; esac', ['b']],
    ['{ a; } && ! b', ['a', 'b']],
    ['a & b', ['a', 'b']],
    ['bash -euxc "a | b"', ['bash -euxc a | b', 'a', 'b']],
    ['echo a#b # c', ['echo a#b']],
    ['xargs -n 1 rm', ['rm']],
    ['a >x 2>/dev/null b', ['a b']],
    ['echo "unterminated', ['echo unterminated']],
  ];
  for (const [script, expected] of cases) {
    it(script, () => {
      const file = parseDockerfile(`FROM a\nRUN ${script}`);
      const run = file.instructions[1];
      assert.ok(run);
      assert.deepEqual(
        commandsOf(file, run).map(({ words }) => words.map(({ value }) => value).join(' ')),
        expected,
      );
    });
  }
});
