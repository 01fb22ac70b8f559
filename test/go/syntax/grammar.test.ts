import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { newBodies } from '../../../src/go/syntax/bodies.ts';
import { type ParsedFile, parseFile } from '../../../src/go/syntax/parse-file.ts';
import { readFile } from '../../../src/go/syntax/read-file.ts';
import { grammarTree } from '../grammar.ts';

// The tree-sitter grammar reads Go in another way than we do: where both read a file, they must agree on what it says.

const samples = path.join(import.meta.dirname, '../../../samples');
const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.go'));

for (const name of files) {
  test(`read as the grammar does: ${name}`, () => {
    agree(readFileSync(path.join(samples, name), 'utf8'));
  });
}

const rare: Readonly<Record<string, string>> = {
  'names of parameters, or only their types':
    'func f(a, b int, c ...string) (int, error)\nfunc g(int, []T, p.Q, func(int) bool)',
  'arrays, generic types and fields of both':
    'type T struct {\n\ta [5]int\n\tU[int]\n\t*p.V `json:"v"`\n\tb, c []map[K]chan<- V\n}',
  constraints:
    'type Number interface {\n\t~int | ~float64\n\tString() string\n}\nfunc Sum[T Number](all ...T) (sum T) { return }',
  'literals in headers':
    'func f() {\n\tfor _, x := range []string{"a"} {\n\t\tif x == (T{}).a {\n\t\t}\n\t}\n\tif v, ok := m[k]; ok {\n\t}\n}',
  'a switch over types': 'func f() {\n\tswitch x := y.(type) {\n\tcase int, *T:\n\t\tg(x)\n\tdefault:\n\t}\n}',
  'a switch without a value, with a statement':
    'func f() {\n\tswitch x := g(); {\n\tcase x > 1:\n\t\tfallthrough\n\tcase x < 0:\n\t\tbreak\n\t}\n}',
  'loops of every kind':
    'func f() {\n\tfor {\n\t}\n\tfor a {\n\t}\n\tfor i := 0; i < 9; i++ {\n\t}\n\tfor range 10 {\n\t}\n\tfor i := range n {\n\t}\nouter:\n\tfor ; ; {\n\t\tcontinue outer\n\t}\n}',
  channels:
    'func f() {\n\tselect {\n\tcase v, ok := <-in:\n\t\tg(v, ok)\n\tcase out <- 1:\n\tcase <-done:\n\t\treturn\n\t}\n\tx <- <-y\n}',
  'conversions and assertions':
    'var a = []byte("x")\nvar b = (*T)(nil)\nvar c = x.(interface{ M() })\nvar d = map[string]func(){"a": func() {}}\nvar e = struct{ A int }{1}\nvar f = s[1:2:3]',
  'operators by their precedence': 'var x = a+b*c == d && !e || <-f&^g<<1 != -h\nvar y = &T{A: {1, 2}, 3: [...]int{1}}',
  'numbers and characters': "var x = []any{0x1F, 1_000, 0b1, 1.5e-3, .5, 2i, '\\'', '\\u00e9', '世', 0x1p-2, 1.}",
  'a method of a generic type': 'func (l *List[T]) Push(v T) { l.items = append(l.items, v) }',
};
for (const [name, code] of Object.entries(rare)) {
  test(`read as the grammar does: ${name}`, () => {
    agree(`package p\n\n${code}\n`);
  });
}

function agree(text: string): void {
  const theirs = grammarTree(text);
  const ours = parseFile(text);
  const nodes = [...ours.nodes];
  assert.equal(ours.errorAt(), null);
  assert.ok(theirs, 'the grammar finds an error');
  const embeds = nodes.filter(({ type }) => type === 'comment');
  const read = (file: ParsedFile) => comparable(readFile('a.go', text, file, newBodies()));
  const without = () => null;
  assert.deepEqual(
    read({ nodes, errorAt: without }),
    read({ nodes: [...theirs.children, ...embeds], errorAt: without }),
  );
}

/** Where a case ends, blank lines after it or not, means nothing; nor does where a body is read from. */
function comparable(file: unknown): unknown {
  return JSON.parse(
    JSON.stringify(file, (key, value: unknown) => {
      if (key === 'file') return undefined;
      const isCase = typeof value === 'object' && value !== null && 'thenSpan' in value;
      return isCase ? { ...value, end: 0, thenSpan: 0 } : value;
    }),
  );
}
