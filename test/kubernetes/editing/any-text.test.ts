import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completeKind } from '../../../src/kubernetes/editing/complete-kind.ts';
import { completeValues } from '../../../src/kubernetes/editing/completion.ts';
import { foldsOf } from '../../../src/kubernetes/editing/folding.ts';
import { hoverManifest } from '../../../src/kubernetes/editing/hover.ts';
import { hintsOf } from '../../../src/kubernetes/editing/inlay-hints.ts';
import { linksOf } from '../../../src/kubernetes/editing/links.ts';
import { occurrencesOf, mentionAt } from '../../../src/kubernetes/editing/names/named-things.ts';
import { outlineManifests } from '../../../src/kubernetes/editing/outline.ts';
import { prepareRename } from '../../../src/kubernetes/editing/rename.ts';
import { selectionsAt } from '../../../src/kubernetes/editing/selection.ts';
import { placeInChart } from '../../../src/kubernetes/helm/map-back.ts';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import type { OutlineItem } from '../../../src/lint/editing.ts';
import type { Range } from '../../../src/lint/rule.ts';
import { SHOP, workspaceOf } from './workspace-of.ts';
import { endsWithin } from '../../cost.ts';

/** Everything that editing answers for a text at an offset; every place in it must be one of the text. */
function askAll(text: string, offset: number, file: string): void {
  const workspace = workspaceOf({ ...SHOP, [file]: text });
  const parsed = parseManifests(text, file);
  const inside = ({ start, end }: Range) => {
    assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
  };
  const within = (item: OutlineItem): void => {
    inside(item);
    assert.ok(item.start <= item.selection.start && item.selection.end <= item.end);
    item.children?.forEach(within);
  };
  for (const { replace } of completeValues(text, offset, { workspace, file })) inside(replace);
  for (const { replace } of completeKind(text, offset, ['v1/Pod']) ?? []) inside(replace);
  const hover = hoverManifest(parsed, offset, workspace);
  if (hover) inside(hover);
  for (const { offset: at } of hintsOf(parsed, { start: 0, end: text.length }, workspace, {
    secretSizes: true,
    references: true,
    namespaces: true,
  }))
    inside({ start: at, end: at });
  foldsOf(parsed).forEach(inside);
  linksOf(parsed).forEach(inside);
  outlineManifests(parsed).forEach(within);
  selectionsAt(parsed, offset).forEach(inside);
  const mention = mentionAt(parsed, offset, workspace);
  if (mention) inside(mention);
  if (mention) for (const one of occurrencesOf(mention, workspace, parsed)) inside(one);
  const prepared = prepareRename(parsed, offset, workspace);
  if (prepared && 'range' in prepared) inside(prepared.range);
  inside(placeInChart(text, { start: offset, end: offset }, { template: 't', text, values: text }));
}

/** A generator of numbers that is the same every time. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

describe('editing answers for any text', () => {
  const whole = SHOP['deployment.yaml'] ?? '';

  it('at every keystroke of typing a Deployment', () => {
    for (let length = 0; length <= whole.length; length += 2) askAll(whole.slice(0, length), length, 'typed.yaml');
  });

  it('when a line is half typed in the middle', () => {
    for (const match of whole.matchAll(/\n/g)) {
      const line = whole.slice(match.index + 1).split('\n', 1)[0] ?? '';
      const half = match.index + 1 + Math.ceil(line.length / 2);
      askAll(whole.slice(0, half) + whole.slice(match.index + 1 + line.length), half, 'half.yaml');
    }
  });

  it('when characters are lost, doubled or changed', () => {
    const random = numbers(7);
    const next = (below: number) => (random.next().value as number) % below;
    const odd = [
      '{',
      '}',
      '[',
      ']',
      ':',
      '- ',
      '"',
      "'",
      '|',
      '>',
      '&a ',
      '*a',
      '#',
      '\t',
      '\r\n',
      '---\n',
      '<<: *a\n',
      '{{ x }}',
      '\uFEFF',
      '😀',
      '',
    ];
    for (let round = 0; round < 250; round++) {
      let text = round % 2 === 0 ? whole : (SHOP['rest.yaml'] ?? '');
      for (let change = 0; change < 1 + (round % 4); change++) {
        const at = next(text.length);
        text = text.slice(0, at) + (odd[next(odd.length)] ?? '') + text.slice(at + next(3));
      }
      askAll(text, next(text.length + 1), round % 5 === 0 ? 'kustomization.yaml' : 'odd.yaml');
    }
  });

  it('for texts that are no manifests', () => {
    for (const text of [
      '',
      '\n',
      ':',
      '- ',
      '{',
      '[[[[',
      '"',
      '---',
      'a: &a [*a]',
      '{"kind": "Pod"',
      '\0',
      'kind: List\napiVersion: v1\nitems: 3\n',
    ]) {
      for (let offset = 0; offset <= text.length; offset++) askAll(text, offset, 'x.yaml');
    }
  });
});

it('completes in a long line, and a deep file, in no time', () => {
  const deep = `apiVersion: v1\nkind: Pod\nspec:\n${Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')}`;
  const long = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  a: ${'x '.repeat(200_000)}`;
  for (const text of [deep, long]) {
    const workspace = workspaceOf({});
    endsWithin(3000, () => {
      completeValues(text, text.length, { workspace, file: 'x.yaml' });
      hoverManifest(parseManifests(text, 'x.yaml'), text.length - 1, workspace);
    });
  }
});
