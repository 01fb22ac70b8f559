import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { sameAsLibrary } from './same-as-library.ts';
import { RICH, textMaker } from './texts.ts';

describe('the fast reader of YAML', () => {
  it('reads what manifests hold without the library', () =>
    assert.equal(sameAsLibrary(RICH.replaceAll('{{ x }}', '')), 0));
  it('also with line ends of Windows', () =>
    assert.equal(sameAsLibrary(RICH.replaceAll('{{ x }}', '').replaceAll('\n', '\r\n')), 0));
  it('and behind a byte order mark', () => assert.equal(sameAsLibrary('\uFEFFa: 1\nb:\n  - c\n'), 0));

  const known: readonly [name: string, text: string][] = [
    ['lists at the column of their key', 'a:\n- b\n- c:\n  - d\ne: f\n'],
    ['comments behind a nested map', 'a:\n  b:\n    c: 1\n    # in c\n  # in b\n# in a\nd: 1\n'],
    ['comments that are indented less and more', 'a:\n  - b\n   # x\n  # y\n     # z\n  - c\n # v\nd:\n'],
    ['comments behind nothing', 'a:\n  b: # x\n  # y\n\n# z\nc:\n# v\n'],
    ['comments behind a block scalar', 'a:\n  b: |\n    x\n   # y\n  # z\nc: >-\n  x\n\n# y\n'],
    ['blanks at the ends of lines', 'a:  \n  - b  \n  -   c:   d  \n'],
    ['keys like values', 'true: 1\nNull: 2\n~: 3\n0x10: 4\n1.50: 5\nyes: 6\n"<<": 7\n'],
    ['keys with blanks before the colon', 'a : 1\n"b" : 2\n'],
    ['empty values in a list', '-\n-   # c\n- a:\n-\n# d\n'],
    ['markers with comments', '--- # a\na: 1\n--- # b\n... # c\n# d\n---\nb: 1'],
    ['block scalars with nothing in them', 'a: |\nb: >-\n\n\nc: |+\n\n\nd: |2 # x\ne: |'],
    ['block scalars to the end of the text', 'a: |\n  x\n  y'],
    ['block scalars that begin with empty lines', 'a: |\n\n \n  x\n   \n  y\n  \n'],
    ['folded lines', 'a: >\n  b\n  c\n\n\n  d\n    e\n  f\n\n    g\n\n  h\n'],
    ['plain text over lines', 'a: b\n  c\n\n\n  d - e\nf:\n  g\n   h # i\n'],
    ['quoted text over lines', "a: \"b\n  c\n\n  d\\\n   e \\t \n f\"\ng: 'h \n\n i''j\n  '\n"],
    [
      'anchors of everything',
      'a: &a\n  b: &b 1\n  c: &c [2]\nd: *b\ne: [*c, *b]\nf: &f\n- *a\ng: {<<: *a, b: 3}\nh: *f\n',
    ],
    ['merges of several', 'a: &a {x: 1}\nb: &b {x: 2, y: 3}\nc:\n  <<: [*a, *b]\n  z: 1\n  <<: *b\n'],
    ['an alias before its anchor', 'a: *b\nb: &b 1\n'],
    ['an anchor given twice', 'a: &a 1\nb: &b [*a]\nc: &a 2\nd: *b\n'],
    ['an alias of what is around it', 'a: &a\n  b: *a\n'],
    ['keys that are there twice, in copies, too', 'a: &a {x: 1, x: 2}\nb: *a\na: 3\n'],
    ['JSON with tabs', '{\n\t"a": [\n\t\t1,\n\t\t{ "b" : null }\n\t]\n}\n'],
    ['flow over lines', 'a: {b: 1, # x\n  c: [d, e,\n   f],\n}\ng: [\n  h,\n]\n'],
    ['tags', 'a: !!str 1\n---\nb: 2\n'],
    ['directives', '%YAML 1.2\n---\na: 1\n...\n%YAML 1.1\n---\nb: yes\n---\nc: 0o7\n'],
    ['complex keys', '? a\n: b\n---\n[c]: d\n---\n{e}: f\n'],
  ];
  for (const [name, text] of known) it(`reads ${name} as the library does`, () => void sameAsLibrary(text));

  it('reads any text as the library does, to the letter and the offset', () => {
    const text = textMaker(5);
    for (let index = 0; index < 1500; index++) sameAsLibrary(text(index));
  });

  it('reads every beginning of a text as the library does', () => {
    for (let end = 0; end <= RICH.length; end += 3) sameAsLibrary(RICH.slice(0, end));
  });

  it('reads what stands behind an empty first line', () => void sameAsLibrary('\n---\na: 1\n  b\n'));

  it('goes on behind a document that the library must read', () => {
    const texts = ['a: {\n---\nb: 1\n---\nc: "x\n---\nd: [1]\n', 'a: !x 1\n---\nb: 1\n...\nc: 1\n---\nd: 1\n'];
    for (const text of texts) sameAsLibrary(text);
  });
});

describe('comments', () => {
  const head = 'apiVersion: v1\nkind: ConfigMap\ndata:\n';
  const cases: readonly [name: string, text: string, comments: string[]][] = [
    ['on lines of their own and behind values', `# a\n${head}  b: c # d\n`, ['a', 'd']],
    ['but not in block scalars', `${head}  b: |\n    # c\n    d # e\n  f: g # h\n`, ['h']],
    ['nor in texts over several lines', `${head}  b: "c\n    # d"\n`, []],
    ['and with quotes around them', `${head}  b: it's # d "e\n`, ['d "e']],
    ['in documents with faults, too', `${head}  b: [ # c\n# d\n`, ['c', 'd']],
  ];
  for (const [name, text, comments] of cases) {
    it(name, () =>
      assert.deepEqual(
        parseManifests(text, 'a.yaml').comments.map((comment) => comment.text),
        comments,
      ),
    );
  }
});
