import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shapeOf } from './shape.ts';

describe('shell syntax', () => {
  const cases: readonly [script: string, shape: string][] = [
    ['a b && c d || e; f', '(a b && c d || e); f'],
    ['A=1 B="x $y" go build', 'A:=1 B:="x <y>" go build'],
    ['if [ -f x ]; then make; elif b; then c; else d; fi > x', 'if([ -f x ] ? make | b ? c | d) >x'],
    ['for i in 1 2; do echo $i; done', 'for(i in 1 2 ? echo <i>)'],
    ['cat <<EOF | b\nhello $x\n`c`\nEOF\nnext', '(cat <<EOF"hello <x>\\n`[c]\\n" | b); next'],
    ["cat <<'E' <<-F\n$x\nE\n\tb\n\tF\n", 'cat <<\'E\'"$x\\n" <<-F"\\tb\\n"'],
    ['echo "$(a "b c")" d', 'echo "$[a "b c"]" d'],
    ['echo `a \\`b\\` c`', 'echo `[a `[b] c]'],
    ['case $x in a|b) c;; (d) e ;& *) f; esac', 'case(<x> ? a|b) c / d) e ;& / <glob *>) f .)'],
    ['f() { a; }; function g { b; } >x', 'def f {a}; def g {b} >x'],
    ['[[ -f x && ( $a == b* || ! $c =~ ^(a|b)$ ) ]]', '[[((-f x) && (((<a> == b<glob *>) || (! (<c> =~ ^(a|b)$)))))]]'],
    ['(( x + 1 )) && ((a);b)', '((( x + 1 )) && sub(sub(a); b))'],
    ['for ((i=0;i<3;i++)); do a; done', 'for((i=0;i<3;i++)) a'],
    ['x=(a b [2]=c) y+=z declare -a z=(1 2)', 'x:=(a b [2]=c) y+=z declare -a z:=(1 2)'],
    ['diff <(a) >(b) > >(c)', 'diff <[a] >[b] >>[c]'],
  ];
  for (const [script, shape] of cases) it(script, () => assert.equal(shapeOf(script), shape));
});
