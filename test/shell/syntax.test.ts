import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { parseShell } from '../../src/shell/parse.ts';
import { lintScript } from '../../src/shell/lint.ts';
import { subjectOf } from './examples.ts';

const fatal = (text: string) => parseShell({ text, at: (index) => index }).problems.filter((problem) => problem.fatal);

describe('faults of shell syntax', () => {
  /** With ShellCheck's codes and the text at fault of the first one. */
  const cases: readonly [script: string, at: string, codes: string][] = [
    ['echo "foo', '"', '1009 1073 1072'],
    ['echo $(foo', '$(', '1009 1073 1072'],
    ['echo ${foo', '${', '1009 1073 1072'],
    ['echo foo(bar)', '(', '1036 1088'],
    ['f(a, b) { c; }', '(a, b)', '1065'],
    ['f() c', 'f()', '1064 1073 1072'],
    ['if a; then b', 'if', '1046 1047 1073 1072'],
    ['if a; b; fi', 'if', '1049 1050 1073 1072'],
    ['if a; then fi', 'then', '1048 1009 1073 1072'],
    ['if a; then b; elif c; d; fi', 'elif', '1049 1009 1073 1072'],
    ['while a; do b', 'do', '1061 1062 1073 1072'],
    ['while a; b; done', 'while', '1057 1058 1073 1072'],
    ['for i in a b; c; done', 'for', '1058 1073 1072'],
    ['for i in a b do c; done', 'do', '1063'],
    ['for $i in a; do b; done', '$i', '1086'],
    ['case $x in a) b;;', 'case', '1073 1072'],
    ['case $x in a) b; c) d;; esac', 'a)', '1074 1009 1073 1072'],
    ['{ a', '{', '1056 1073 1072'],
    ['{ }', '{', '1055 1073 1072'],
    ['(a', '(', '1073 1072'],
    ['(a) b', 'b', '1070 1141'],
    ['{ if a; then b; }', 'if', '1046 1047 1009 1073 1072'],
    ['a )', ')', '1089'],
    ['a; fi', 'fi', '1089'],
    ['a ;; b', ';;', '1089'],
    ['| a', '|', '1070'],
    ['a && ; b', '&&', '1072'],
    ['a |', '|', '1072'],
    ['a & ; b', ';', '1045'],
    ['if a; then; b; fi', 'then', '1051'],
    ['echo >', '>', '1009 1073 1072'],
    ['[ -f x]', ']', '1020 1073 1072'],
    ['[ -f x', '[', '1073 1072'],
    ['[-f x ]', '[', '1035'],
    ['[[-f x ]]', '[[', '1035'],
    ['[ a =b ]', '=', '1035'],
    ['!a', '!', '1035'],
    ['{a; }', '{', '1054'],
    ['if[ a ]; then b; fi', 'if', '1069'],
    ['if [ a ] then b; fi', 'then', '1010'],
    ['[ a = b ] c', 'c', '1070 1140'],
    ['x=(a', '(', '1009 1073 1072'],
    ['echo $((a) | b)', '$((', '1102'],
    ['a <<E\nb', '<<E', '1044 1009 1073 1072'],
  ];
  for (const [script, at, codes] of cases) {
    it(script, () => {
      const [finding] = lintScript(subjectOf(script)).filter(({ rule }) => rule === 'shell-syntax');
      assert.ok(finding);
      assert.equal(script.slice(finding.start, finding.end), at);
      assert.deepEqual(
        finding.aliases,
        codes.split(' ').map((code) => `shellcheck:SC${code}`),
      );
    });
  }

  it('braces that are plain characters are told, others not', () => {
    const told = (script: string) =>
      lintScript(subjectOf(script)).filter(({ rule }) => rule === 'literal-brace').length;
    assert.equal(told('echo {a} \\${x}'), 4);
    assert.equal(told('git show HEAD@{1}'), 2);
    assert.equal(told('find . -exec a {} + ; xargs -I{} b {} ; echo {a,b} {1..3} ${x} "{a}" \\{a\\}'), 0);
  });
});

describe('scripts that real shells take or refuse', () => {
  const bodies = [
    'a && b || c; d &',
    'if a; then b; elif c; then d; else e; fi',
    'for i in 1 2; do a; done; for i do a; done',
    'while a; do b; done | c > d 2>&1',
    'until a\ndo\nb\ndone',
    'case a in b|c) d;; (e) ;; *) f; esac',
    '{ a; }; (b; c)',
    'f() { a; }\nf',
    'cat <<A; cat <<-"B"\n$x\nA\n\tb\n\tB\n',
    'a "$(b "c" `d`)" ${e:-"f g"} $((1 + (2)))',
    'a \'b\' "c\\"d" \\; # e )',
    'if true; then { a; } fi',
    '! a | b',
    'a() (b)',
    '(a) > b < c',
    'a=1 b=$c d',
    '[ a ] && ! [ b ]',
    'a\n\n# b\n\nc',
    '$(a) `b`',
    'a )',
    'fi',
    'if a; then b',
    'if a; fi',
    'while a; do; b; done',
    'for i in a; b; done',
    'a && && b',
    'a | | b',
    '; a',
    'a &; b',
    'echo "a',
    "echo 'a",
    'echo `a',
    'echo $(a',
    '( )',
    '{ }',
    '{ a',
    'case a in b) c',
    'echo a(b)',
    '(a) b',
    'echo >',
    'if a; then fi',
    'f() ',
  ];
  for (const shell of ['dash', 'bash']) {
    const missing = spawnSync(shell, ['-c', 'true']).error !== undefined;
    it(`${shell} agrees`, { skip: missing && `there is no ${shell}` }, () => {
      for (const script of bodies) {
        const refused = spawnSync(shell, ['-n'], { input: script }).status !== 0;
        assert.equal(fatal(script).length > 0, refused, JSON.stringify(script));
      }
    });
  }
});
