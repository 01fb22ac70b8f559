import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { integerValue, stringValue } from '../../../src/go/syntax/literals.ts';
import { lineOf } from '../../../src/go/syntax/source-file.ts';
import { bodyOf } from '../../../src/go/syntax/bodies.ts';
import { parseGo } from '../../../src/go/syntax/parser.ts';
import { analyzeTexts } from '../go-project.ts';
import { seeded } from '../../random.ts';

const shop = path.join(import.meta.dirname, '../../../samples/shop');
const sources = readdirSync(shop, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.go'))
  .map((name) => ({ name, text: readFileSync(path.join(shop, name), 'utf8') }));

const strings: Readonly<Record<string, string | null>> = {
  '"a"': 'a',
  '""': '',
  '`a\\n`': 'a\\n',
  '"a\\tb\\"c\\\\"': 'a\tb"c\\',
  '"\\u00e9\\xe9\\351\\U0001F600"': 'ééé😀',
  '"\\q"': null,
};
for (const [literal, value] of Object.entries(strings)) {
  test(`the string ${literal}`, () => {
    assert.equal(stringValue(literal), value);
  });
}

const integers: Readonly<Record<string, number | null>> = {
  '8080': 8080,
  '8_080': 8080,
  '0x1F90': 8080,
  '0b11': 3,
  '0o17': 15,
  '017': 15,
  '99999999999999999999': null,
};
for (const [literal, value] of Object.entries(integers)) {
  test(`the number ${literal}`, () => {
    assert.equal(integerValue(literal), value);
  });
}

test('structs without a name, types of a function and type arguments are kept', () => {
  const { types, functions } = parseGo(
    'a.go',
    'package a\ntype T struct {\n\tDB *struct { Host string `env:"H"` }\n\tSet map[string]struct{}\n}\nfunc f() {\n\ttype L struct{ A int }\n\tvar c struct { B int }\n\tLoad[L](c)\n}\n',
  );
  const named = types.find(({ fields }) => fields[0]?.tag === 'env:"H"');
  assert.deepEqual(
    types.find(({ name }) => name === 'T')?.fields.map(({ type }) => type),
    [`*${named?.name ?? ''}`, 'map[string]struct{}'],
  );
  assert.deepEqual(
    types
      .filter(({ local }) => local)
      .map(({ fields }) => fields[0]?.name)
      .sort(),
    ['A', 'B', 'Host'],
  );
  const last = functions[0] && bodyOf(functions[0]).at(-1);
  assert.deepEqual(last?.kind === 'expression' && last.expression.kind === 'call' && last.expression.types, ['L']);
});

const instances: Readonly<Record<string, string[]>> = {
  'Set[string, struct{}](8)': ['string', 'struct{}'],
  'Set[struct{}, error](8)': ['struct{}', 'error'],
  'Set[*T, interface{ Close() error }](8)': ['*T', 'interface{Close()error}'],
  'Set[func(struct{}) bool, int](8)': ['func(struct{})bool', 'int'],
};
for (const [call, wanted] of Object.entries(instances)) {
  test(`the type arguments of ${call}`, () => {
    const { errorAt, functions } = parseGo('a.go', `package a\nfunc f() {\n\tx := ${call}\n\tprintln(x)\n}\n`);
    const [made] = functions[0] ? bodyOf(functions[0]) : [];
    const value = made?.kind === 'assign' ? made.right[0] : undefined;
    assert.deepEqual([errorAt, value?.kind === 'call' && value.types], [null, wanted]);
  });
}

test('a file becomes its package, imports, functions, values, types and embeds', () => {
  const file = parseGo(
    'a.go',
    'package a\n\nimport x "y"\n\n//go:generate go run ./gen -o a.go\n//go:embed t\nvar f embed.FS\n\ntype T struct {\n\tA string `env:"B"`\n\t*U\n}\n\nfunc (t *T) M(a, b int) error { return nil }\n',
  );
  assert.deepEqual(
    {
      package: file.packageName,
      imports: file.imports.map((one) => [one.alias, one.path]),
      functions: file.functions.map((fn) => [
        fn.receiver?.type,
        fn.name,
        fn.parameters.map((parameter) => parameter.name),
      ]),
      values: file.values.map(({ names }) => names),
      fields: file.types.map(({ name, fields }) => [
        name,
        fields.map((field) => [field.name, field.tag, field.embedded]),
      ]),
      embeds: file.embeds.map(({ pattern }) => pattern),
      generates: file.generates.map(({ command }) => command),
      errorAt: file.errorAt,
    },
    {
      package: 'a',
      imports: [['x', 'y']],
      functions: [['*T', 'M', ['a', 'b']]],
      values: [['f']],
      fields: [
        [
          'T',
          [
            ['A', 'env:"B"', false],
            ['U', '', true],
          ],
        ],
      ],
      embeds: ['t'],
      generates: ['go run ./gen -o a.go'],
      errorAt: null,
    },
  );
});

test('offsets count UTF-16 units', () => {
  const text = 'package a // 😀é\n\nfunc main() {}\n';
  const [fn] = parseGo('a.go', text).functions;
  assert.equal(fn && text.slice(fn.nameSpan.start, fn.nameSpan.end), 'main');
});

test('lines are counted from 1', () => {
  const file = parseGo('a.go', 'package a\n\nvar x = 1');
  assert.deepEqual(
    [0, 9, 10, 11, 20].map((offset) => lineOf(file, offset)),
    [1, 1, 2, 3, 3],
  );
});

test('every file of the sample is clean Go', () => {
  for (const { name, text } of sources) assert.equal(parseGo(name, text).errorAt, null, name);
});

test('cut and torn files give a model whose offsets lie inside the text', async () => {
  const random = seeded(7);
  for (const { name, text } of sources) {
    for (let round = 0; round < 12; round++) {
      const cut = text.slice(0, Math.floor(random() * text.length));
      const at = Math.floor(random() * text.length);
      const torn =
        text.slice(0, at) +
        '{("`\u0000)}'.charAt(Math.floor(random() * 8)) +
        text.slice(at + Math.floor(random() * 40));
      for (const broken of [cut, torn]) {
        const file = parseGo(name, broken);
        const spans = [...file.functions, ...file.values, ...file.types, ...file.embeds, ...file.imports];
        assert.ok(
          spans.every(({ start, end }) => start >= 0 && start <= end && end <= broken.length),
          name,
        );
        assert.ok(file.errorAt === null || file.errorAt <= broken.length);
        const project = await analyzeTexts({
          'go.mod': 'module m\n',
          'main.go': broken.replace(/^package \w+/m, 'package main'),
        });
        assert.ok(project.programs.length <= 1);
      }
    }
  }
});

const hostile: Readonly<Record<string, string>> = {
  'deep nesting': `package main\nfunc main() { x := ${'('.repeat(20_000)}1${')'.repeat(20_000)} }`,
  'deep blocks': `package main\nfunc main() { ${'{'.repeat(20_000)}${'}'.repeat(20_000)} }`,
  'a long sum': `package main\nvar x = ${Array.from({ length: 5000 }, () => '"a"').join(' + ')}\nfunc main() {}`,
  'indices of types of indices': `package main\nvar x = ${'a[[a[map[make([new('.repeat(3000)}`,
  'parameters of parameters': `package main\nfunc f(${'a func(b [c['.repeat(3000)}`,
  'only backquotes': 'package main\n' + '`\n'.repeat(20_001),
  'only braces': '}'.repeat(10_000),
  'no text': '',
  'lone surrogates': 'package main\nvar x = "\uD800"\nfunc main() {}',
};
for (const [name, text] of Object.entries(hostile)) {
  test(`a hostile file: ${name}`, { timeout: 20_000 }, async () => {
    const { programs } = await analyzeTexts({ 'go.mod': 'module m\n', 'main.go': text });
    assert.ok(programs.length <= 1);
  });
}
