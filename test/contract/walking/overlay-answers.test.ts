import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hoverSource } from '../../../src/contract/walking/source-hover.ts';
import { sourceHints } from '../../../src/contract/walking/source-hints.ts';
import { lensesOf } from '../../../src/contract/walking/source-lenses.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { type Message, say } from '../../../src/words/message.ts';
import { projectOf, type Texts } from '../workspace.ts';
import { SHOP } from './walking-files.ts';

const operation = (kind: string, ...lines: readonly string[]) =>
  `resources: [..]\npatches:\n  - target: { kind: ${kind} }\n    patch: |-\n${lines.map((line) => `      - { ${line} }\n`).join('')}`;

const AT = '/spec/template/spec/containers/0';

/** One overlay moves the program, one its probe, and one says what is so in any case. */
const TEXTS: Texts = {
  ...SHOP,
  'kustomization.yaml': 'resources: [deployment.yaml, service.yaml, config.yaml]\n',
  'dev/kustomization.yaml': operation(
    'Deployment',
    'op: replace, path: /spec/template/spec/containers/0/name, value: shop',
  ),
  'prod/kustomization.yaml': `namespace: prod\n${operation(
    'Deployment',
    `op: replace, path: ${AT}/env/0/value, value: "9090"`,
    `op: replace, path: ${AT}/livenessProbe/httpGet, value: { path: /orders, port: 9090 }`,
  )}`,
  'edge/kustomization.yaml': operation('Service', 'op: replace, path: /spec/ports/0/port, value: 81'),
};

const said = (text: Message | string) => (typeof text === 'string' ? text : say(text));

async function contractOf(texts: Texts): Promise<Contract> {
  const contract = (await projectOf(texts)).contract();
  assert.ok(contract);
  return contract;
}

async function hover(needle: string): Promise<string[]> {
  const text = TEXTS['main.go'] ?? '';
  const found = hoverSource('main.go', text, text.indexOf(needle) + 1, await contractOf(TEXTS));
  return (found?.lines ?? []).flatMap((line) =>
    'item' in line ? [`${'  '.repeat(line.depth)}- ${said(line.item)}`] : [],
  );
}

describe('what Go source is told of overlays', () => {
  it('is who comes to a listener there, where that differs', async () => {
    assert.deepEqual(await hover('http.ListenAndServe'), [
      '- `Deployment shop (prod)` listens on 8080',
      '  - Service `shop:80`',
      '  - liveness probe',
      '- `Deployment shop (edge)` listens on 8080',
      '  - Service `shop:81`',
      '  - liveness probe',
      '- `Deployment shop (prod)` listens on 9090',
      '  - liveness probe',
    ]);
  });

  it('is who asks for a route there', async () => {
    assert.deepEqual(await hover('"GET /healthz"'), ['- Liveness of `Deployment shop (prod)`']);
    assert.deepEqual(await hover('"/orders"'), ['- Liveness of `Deployment shop (prod)`']);
  });

  it('is above a listener and a route', async () => {
    const lenses = lensesOf('main.go', await contractOf(TEXTS));
    const shown = lenses.map(({ title, places }) => `${say(title)} (${places.map(({ file }) => file).join(' ')})`);
    assert.deepEqual(shown.toSorted(), [
      'Exposed as shop:80 (service.yaml)',
      'Exposed as shop:81 (edge/kustomization.yaml)',
      'Liveness of Deployment shop (prod) (deployment.yaml)',
      'Liveness of Deployment shop (prod) (prod/kustomization.yaml)',
    ]);
  });

  it('is behind a listener that one of them moves', async () => {
    const text = TEXTS['main.go'] ?? '';
    const hints = sourceHints('main.go', { start: 0, end: text.length }, await contractOf(TEXTS));
    assert.deepEqual(
      hints.map(({ label, markdown }) => [label, [...(markdown as readonly Message[])].map(said)]),
      [[':8080 :9090', ['`Deployment shop (prod)` listens on 8080', '`Deployment shop (prod)` listens on 9090']]],
    );
  });
});
