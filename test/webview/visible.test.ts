import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layOut } from '../../src/webview/layout.ts';
import { rowBeside } from '../../src/webview/keyboard.ts';
import { visibleOf, type Wish } from '../../src/webview/visible.ts';
import { box, edge, model } from './models.ts';

const PROGRAM = box(0, 'shop', ':8080', '/healthz', '/a', '/b', '/c', '/d', '/e');
const POD = box(2, 'pod', 'http', 'liveness');
const MODEL = model(
  [PROGRAM, POD, box(3, 'service')],
  [edge(':8080', 'http'), edge('liveness', '/healthz', 'broken'), edge('service', 'pod')],
);

function visible(wish: Partial<Wish> = {}) {
  const { boxes, edges, hidden } = visibleOf(MODEL, { search: '', onlyBroken: false, opened: new Set(), ...wish });
  return { rows: boxes.map(({ rows }) => rows.map(({ id }) => id).join(' ')), edges, hidden };
}

describe('what of the contract is drawn', () => {
  it('rows that are joined, and a few of the others', () => {
    const { rows, hidden } = visible();
    assert.deepEqual(rows, ['shop :8080 /healthz /a /b /c', 'pod http liveness', 'service']);
    assert.deepEqual([...hidden], [['shop', 2]]);
  });

  it('all rows of a box that is opened', () => {
    assert.equal(visible({ opened: new Set(['shop']) }).rows[0], 'shop :8080 /healthz /a /b /c /d /e');
  });

  it('only what is broken', () => {
    assert.deepEqual(
      visible({ onlyBroken: true }).rows.map((one) => one.split(' ')[0]),
      ['shop', 'pod'],
    );
    assert.equal(visible({ onlyBroken: true }).edges.length, 1);
  });

  it('what is looked for, and what it is joined with', () => {
    assert.deepEqual(visible({ search: 'LIVEN' }).rows, ['shop /healthz', 'pod liveness']);
    assert.deepEqual(visible({ search: '/e' }).rows, ['shop /e']);
    assert.deepEqual(visible({ search: 'nothing of that name' }).rows, []);
  });

  it('broken edges on top', () => {
    assert.deepEqual(
      visible().edges.map(({ state }) => state),
      ['ok', 'ok', 'broken'],
    );
  });

  it('a row with a fault of its own stays', () => {
    const { rows } = box(0, 'p', 'x');
    const [head, bad] = rows;
    assert.ok(head && bad);
    const one = model([{ column: 0, rows: [head, { ...bad, fault: 'wrong' }] }], []);
    assert.equal(visibleOf(one, { search: '', onlyBroken: true, opened: new Set() }).boxes[0]?.rows.length, 2);
  });
});

describe('the keyboard', () => {
  const layout = layOut(MODEL.boxes, MODEL.edges);
  const table: readonly [from: string, key: string, to: string | undefined][] = [
    ['shop', 'ArrowDown', ':8080'],
    [':8080', 'ArrowUp', 'shop'],
    ['shop', 'ArrowUp', undefined],
    ['shop', 'End', '/e'],
    ['/e', 'Home', 'shop'],
    [':8080', 'ArrowRight', 'http'],
    ['http', 'ArrowLeft', ':8080'],
    ['service', 'ArrowRight', undefined],
    ['shop', 'a', undefined],
    ['nobody', 'ArrowDown', undefined],
  ];
  for (const [from, key, to] of table) {
    it(`${key} leads from ${from} to ${to ?? 'nothing'}`, () => assert.equal(rowBeside(layout, from, key), to));
  }
});
