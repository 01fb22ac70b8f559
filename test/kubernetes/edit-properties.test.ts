import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isMap, isSeq, parseAllDocuments, parseDocument, stringify } from 'yaml';
import {
  appendItem,
  newDocument,
  removeField,
  renameKey,
  replaceValue,
  setField,
  type Value,
} from '../../src/kubernetes/edit.ts';
import { at, toPlain } from '../../src/kubernetes/fields.ts';
import type { MapField } from '../../src/kubernetes/model.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { applyEdits, type TextEdit } from '../../src/lint/fix.ts';

type Path = (string | number)[];
type Random = (below: number) => number;

function random(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const KEYS = ['name', 'image', 'args', 'env', 'ports', 'app.kubernetes.io/name', 'on', '8080', 'x y', 'limits'];
const SCALARS = [
  'web',
  '8080',
  'true',
  'a: b',
  '#x',
  '',
  "it's",
  'two\nlines\n',
  80,
  1.5,
  true,
  '/healthz',
  'a:1',
  '~',
];

function randomValue(pick: Random, depth: number): Value {
  const kind = depth > 3 ? 0 : pick(4);
  if (kind === 1) return Array.from({ length: pick(4) }, () => randomValue(pick, depth + 1));
  if (kind >= 2)
    return Object.fromEntries(
      Array.from({ length: pick(4) }, (): [string, Value] => [KEYS[pick(10)] ?? '', randomValue(pick, depth + 1)]),
    );
  return SCALARS[pick(SCALARS.length)] ?? '';
}

/** The object written in one of the styles that people use, with comments strewn in. */
function written(object: object, pick: Random): string {
  const style = pick(6);
  if (style === 0) return JSON.stringify(object);
  if (style === 1) return JSON.stringify(object, null, 2);
  let text = stringify(object, {
    indentSeq: pick(2) === 0,
    lineWidth: 0,
    collectionStyle: style === 2 ? 'flow' : 'any',
    blockQuote: style !== 2,
    singleQuote: pick(2) === 0,
  });
  if (style > 3 && !text.includes('|')) {
    const document = parseDocument(text);
    let nodes = 0;
    const visit = (node: unknown): void => {
      if (isMap(node) || isSeq(node)) {
        for (const item of node.items as { value?: unknown; key?: unknown; comment?: string }[]) {
          if (nodes++ % 3 === pick(3)) {
            if (isMap(node)) (item.key as { commentBefore?: string }).commentBefore = ` above - ${nodes}`;
            else item.comment = ` behind ${nodes}`;
          }
          visit(isMap(node) ? item.value : item);
        }
      }
    };
    visit(document.contents);
    text = document.toString({ lineWidth: 0, indentSeq: pick(2) === 0 });
  }
  if (pick(4) === 0) text = text.replaceAll('\n', '\r\n');
  if (pick(4) === 0) text = text.replace(/\r?\n$/, '');
  return text;
}

function rootOf(text: string): MapField | undefined {
  return parseManifests(text, 'a.yaml').manifests[0]?.root;
}

function paths(value: unknown, here: Path = []): Path[] {
  const children: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return [here, ...children.flatMap(([key, child]) => paths(child, [...here, key]))];
}

function get(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((one, step) => (one as Record<string | number, unknown>)[step], value);
}

/** Comments of a text, in order. */
function comments(text: string): string[] {
  return [...text.matchAll(/# (?:above - |behind )\d+/g)].map(([comment]) => comment);
}

function check(text: string, edit: TextEdit, expected: unknown, keepsComments: boolean): void {
  const after = applyEdits(text, [edit]);
  const document = parseDocument(after, { uniqueKeys: true });
  assert.deepEqual(document.errors, [], `${text}\n→\n${after}`);
  assert.deepEqual(document.toJS(), expected, `${text}\n→\n${after}`);
  if (keepsComments) assert.deepEqual(comments(after), comments(text), `${text}\n→\n${after}`);
  if (text.startsWith('{"')) assert.deepEqual(JSON.parse(after), expected, after);
  if (text.includes('\r\n')) assert.doesNotMatch(after, /[^\r]\n/);
}

describe('edits of random manifests change what they are for, and nothing else', () => {
  for (let seed = 1; seed <= 150; seed++) {
    it(`seed ${seed}`, () => {
      const pick = random(seed * 7919);
      const object: Record<string, Value> = {
        apiVersion: 'v1',
        kind: 'Thing',
        spec: randomValue(pick, 0),
        data: randomValue(pick, 0),
      };
      const text = written(object, pick);
      const root = rootOf(text);
      assert.ok(root);
      assert.deepEqual(toPlain(root), object, text);
      for (const path of paths(object).slice(1)) {
        const copy = structuredClone(object);
        const parent = get(copy, path.slice(0, -1)) as Record<string | number, unknown>;
        const key = path.at(-1) as string;
        const parentField = at(root, ...path.slice(0, -1));
        const field = at(root, ...path);
        const value = randomValue(pick, 2);
        assert.ok(field);

        if (Array.isArray(parent)) parent.splice(Number(key), 1);
        else Reflect.deleteProperty(parent, key);
        const removed = removeField(text, root, path);
        if (removed) check(text, removed, copy, false);
        else assert.ok(text.includes('? '), `${path.join('/')} cannot be removed from\n${text}`);

        if (Array.isArray(get(object, path))) {
          const more = structuredClone(object);
          (get(more, path) as unknown[]).push(value);
          const index = path.findLastIndex((step) => typeof step === 'number');
          const owner = at(root, ...path.slice(0, index + 1)) as MapField;
          const rest = path.slice(index + 1) as string[];
          const edit = rest.length > 0 ? appendItem(text, owner, rest, value) : undefined;
          if (edit) check(text, edit, more, true);
          else assert.ok(rest.length === 0, `nothing is appended at ${path.join('/')} in\n${text}`);
        }
        if (parentField?.kind !== 'map') continue;

        const set = structuredClone(object);
        (get(set, path.slice(0, -1)) as Record<string, unknown>)[key] = value;
        const edit = setField(text, parentField, [key], value);
        if (edit && field.kind !== 'map') check(text, edit, set, field.kind === 'scalar');
        else if (edit) check(text, edit, set, false);
        else assert.ok(field.kind !== 'scalar', `${path.join('/')} cannot be set in\n${text}`);

        const added = structuredClone(object);
        (get(added, path.slice(0, -1)) as Record<string, unknown>)['added'] = { deep: value };
        const addition = setField(text, parentField, ['added', 'deep'], value);
        assert.ok(addition, `nothing is added beside ${path.join('/')} in\n${text}`);
        check(text, addition, added, true);

        const renamed = structuredClone(object);
        const holder = get(renamed, path.slice(0, -1)) as Record<string, unknown>;
        holder['renamed'] = holder[key];
        Reflect.deleteProperty(holder, key);
        const renaming = renameKey(text, parentField, key, 'renamed');
        assert.ok(renaming);
        check(text, renaming, renamed, true);
        assert.equal(renameKey(text, parentField, key, key), undefined);

        if (field.kind !== 'scalar') continue;
        const replacement = replaceValue(text, field, 'yes');
        (get(set, path.slice(0, -1)) as Record<string, unknown>)[key] = 'yes';
        if (replacement) check(text, replacement, set, true);
      }
      const more = newDocument(text, { apiVersion: 'v1', kind: 'More', list: [{ a: 'b' }] });
      if (!more) assert.match(text, /^\{/);
      else {
        const documents = parseAllDocuments(applyEdits(text, [more]));
        assert.deepEqual(
          [...documents].map((one) => one.toJS() as unknown),
          [object, { apiVersion: 'v1', kind: 'More', list: [{ a: 'b' }] }],
        );
      }
    });
  }
});
