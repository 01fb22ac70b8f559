import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layOut, type Layout, SIZES } from '../../src/webview/layout.ts';
import type { Box, Edge } from '../../src/webview/messages.ts';
import { box, edge } from './models.ts';
import { endsWithin } from '../cost.ts';

/** 300 rows in 60 boxes of five columns, joined at random that is always the same. */
function large(): { boxes: Box[]; edges: Edge[] } {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed % below;
  };
  const boxes = Array.from({ length: 60 }, (_, index) =>
    box(index % 5, ...Array.from({ length: 5 }, (_row, number) => `${index}/${number}`)),
  );
  const edges = Array.from({ length: 400 }, () =>
    edge(`${random(60)}/${random(5)}`, `${random(60)}/${random(5)}`, random(9) === 0 ? 'broken' : 'ok'),
  );
  return { boxes, edges };
}

function overlaps({ boxes }: Layout): string[] {
  return boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => {
      const apart =
        a.x + SIZES.width <= b.x || b.x + SIZES.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      return apart ? [] : [`${a.box.rows[0]?.id ?? ''} and ${b.box.rows[0]?.id ?? ''}`];
    }),
  );
}

describe('the layout of the contract', () => {
  it('has room for an edge within the last column, which bows out beside it', () => {
    const { edges, width } = layOut([box(0, 'a'), box(1, 'b', 'c')], [edge('b', 'c', 'broken')]);
    const numbers = (edges[0]?.path.match(/[\d.]+/g) ?? []).map(Number);
    const rightmost = Math.max(...numbers.filter((_, index) => index % 2 === 0));
    assert.ok(numbers.length === 8 && rightmost <= width, `${rightmost} of ${width}`);
  });

  it('lets no box lie on another, and none outside of the picture', () => {
    const { boxes, edges } = large();
    const layout = layOut(boxes, edges);
    assert.deepEqual(overlaps(layout), []);
    for (const { x, y, height } of layout.boxes) {
      assert.ok(x >= 0 && y >= 0 && x + SIZES.width <= layout.width && y + height <= layout.height);
    }
  });

  it('is the same for the same input', () => {
    const { boxes, edges } = large();
    assert.deepEqual(layOut(boxes, edges), layOut(boxes, edges));
  });

  it('takes 300 rows in less than 50 ms', () => {
    const { boxes, edges } = large();
    endsWithin(50, () => layOut(boxes, edges));
  });

  it('leaves no room for a column that has nothing', () => {
    const { boxes } = layOut([box(0, 'program'), box(4, 'ingress')], []);
    assert.deepEqual(
      boxes.map(({ x }) => x),
      [SIZES.margin, SIZES.margin + SIZES.width + SIZES.between],
    );
  });

  it('takes the room there is: boxes are narrower or wider, but stay readable', () => {
    const boxes = [box(0, 'a'), box(1, 'b'), box(2, 'c'), box(3, 'd')];
    const within = [edge('d', 'd2')];
    const widths = [300, 760, 920, 1300, 3000].map((room) => {
      const layout = layOut([...boxes, box(3, 'd2')], within, room);
      return [room, layout.sizes.width, layout.sizes.between, Math.round(layout.width)];
    });
    assert.deepEqual(widths, [
      [300, 168, 48, 877],
      [760, 168, 48, 877],
      [920, 178, 48, 917],
      [1300, 252, 72, 1299],
      [3000, 300, 72, 1491],
    ]);
  });

  it('puts boxes beside what they are joined with', () => {
    const boxes = [box(0, 'a'), box(0, 'b'), box(1, 'for b'), box(1, 'for a')];
    const { rows } = layOut(boxes, [edge('a', 'for a'), edge('b', 'for b')]);
    const above = (one: string, other: string) => (rows.get(one)?.y ?? 0) < (rows.get(other)?.y ?? 0);
    assert.equal(above('a', 'b'), above('for a', 'for b'));
  });

  it('draws edges from left to right, whichever way they point, and none to what is not drawn', () => {
    const { edges } = layOut([box(0, 'a'), box(1, 'b')], [edge('b', 'a'), edge('a', 'nobody'), edge('a', 'a')]);
    assert.deepEqual(
      edges.map(({ path }) => path),
      ['M 232 28 C 268 28 268 28 304 28'],
    );
  });

  it('marks edges between the columns', () => {
    const { edges } = layOut([box(0, 'a', 'b'), box(1, 'c'), box(2, 'd')], [edge('b', 'd', 'broken')]);
    const [mark] = edges.map((one) => one.mark);
    assert.ok(mark && mark.x > SIZES.margin + SIZES.width && mark.x < SIZES.margin + SIZES.width + SIZES.between);
  });

  it('leads what is broken past the boxes in between, each edge at a height of its own', () => {
    const boxes = [box(0, 'a', 'b', 'c'), box(1, 'd', 'e', 'f', 'g'), box(1, 'h'), box(2, 'i', 'j', 'k')];
    const across = [edge('a', 'k', 'broken'), edge('b', 'j', 'broken'), edge('c', 'i', 'broken')];
    const layout = layOut(boxes, across);
    const heights = layout.edges.map(({ path }) => Number(/ L [\d.]+ ([\d.]+)/.exec(path)?.[1]));
    assert.equal(new Set(heights).size, 3, String(heights));
    for (const { y, height } of layout.boxes.filter(({ box: one }) => one.column === 1)) {
      assert.ok(!heights.some((at) => at >= y && at <= y + height), `${heights.join(' ')} in ${y} to ${y + height}`);
    }
  });

  it('takes an empty model', () => {
    assert.deepEqual(layOut([], []).boxes, []);
  });
});
