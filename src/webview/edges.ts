import type { Edge } from './messages.ts';
import type { PlacedBox, PlacedEdge, PlacedRow, Sizes } from './placed.ts';

/** How far an edge within a column bows out, as a part of what is between columns. */
export const BOW = 0.6;

/** Edges between rows, none to what is not drawn. */
export function placedEdges(
  edges: readonly Edge[],
  rows: ReadonlyMap<string, PlacedRow>,
  boxes: readonly PlacedBox[],
  sizes: Sizes,
): PlacedEdge[] {
  const lanes = createLanes(boxes, sizes);
  return edges.flatMap((edge) => {
    const ends = [rows.get(edge.from), rows.get(edge.to)];
    const [left, right] = ends.sort((a, b) => (a?.column ?? 0) - (b?.column ?? 0));
    if (!left || !right || left === right) return [];
    // What is broken must be seen all along; the others run behind boxes, where many of them would fill every lane.
    const isAround = edge.state === 'broken' && right.column - left.column > 1;
    return [{ edge, ...(isAround ? around(left, right, lanes, sizes) : straight(left, right, sizes)) }];
  });
}

function straight(
  left: PlacedRow,
  right: PlacedRow,
  { row, width, between }: Sizes,
): Pick<PlacedEdge, 'path' | 'mark'> {
  const [y1, y2] = [left.y + row / 2, right.y + row / 2];
  const x1 = left.x + width;
  // Within a column it bows out to the right.
  const isBow = left.column === right.column;
  const x2 = isBow ? right.x + width : right.x;
  const reach = isBow ? between * BOW : Math.max(between * 0.5, (x2 - x1) * 0.4);
  const [c1, c2] = [x1 + reach, isBow ? x2 + reach : x2 - reach];
  return {
    path: `M ${x1} ${y1} C ${c1} ${y1} ${c2} ${y2} ${x2} ${y2}`,
    mark: pointAtX([x1, c1, c2, x2], [y1, y1, y2, y2], isBow ? x1 + reach / 2 : x1 + between / 2),
  };
}

/** Past the boxes of the columns in between, through the room above, below or between them. */
function around(
  left: PlacedRow,
  right: PlacedRow,
  lanes: Lanes,
  { row, width, between }: Sizes,
): Pick<PlacedEdge, 'path' | 'mark'> {
  const [y1, y2] = [left.y + row / 2, right.y + row / 2];
  const columns = right.column - left.column;
  let [x, y] = [left.x + width, y1];
  const mark = { x: x + between / 2, y: 0 };
  let path = `M ${x} ${y}`;
  for (let step = 1; step <= columns; step++) {
    const next = step === columns ? y2 : lanes(left.column + step, y1 + ((y2 - y1) * step) / columns);
    const middle = x + between / 2;
    path += ` C ${middle} ${y} ${middle} ${next} ${x + between} ${next}`;
    // Such a curve is half way down in the middle.
    if (step === 1) mark.y = Math.round((y + next) / 2);
    [x, y] = [x + between, next];
    if (step < columns) path += ` L ${(x += width)} ${y}`;
  }
  return { path, mark };
}

/** Gives an edge the height at which it passes a column, near the one that it wants; each edge its own. */
type Lanes = (column: number, wanted: number) => number;

/** Pixels between edges that pass through the same room. */
const APART = 5;

function createLanes(boxes: readonly PlacedBox[], { margin, gap, width, between }: Sizes): Lanes {
  const columns = new Map<number, number[]>();
  for (const { x, y, height } of boxes) {
    const column = Math.round((x - margin) / (width + between));
    columns.set(column, [...(columns.get(column) ?? [margin / 2]), y + height + gap / 2]);
  }
  const taken = new Map<string, number>();
  return (column, wanted) => {
    const rooms = columns.get(column) ?? [wanted];
    const below = Math.max(...rooms);
    const nearest = rooms.reduce((best, room) => (Math.abs(room - wanted) < Math.abs(best - wanted) ? room : best));
    const room = wanted > below ? wanted : nearest;
    const key = `${column} ${room}`;
    const others = taken.get(key) ?? 0;
    taken.set(key, others + 1);
    // By turns above and below the middle.
    return room + (others % 2 === 0 ? -1 : 1) * Math.ceil(others / 2) * APART;
  };
}

type Curve = readonly [number, number, number, number];

/** Where a curve that runs from left to right is at an `x`; halving finds it well enough. */
function pointAtX(xs: Curve, ys: Curve, x: number): { readonly x: number; readonly y: number } {
  const at = ([a, b, c, d]: Curve, t: number) =>
    a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t ** 2 * (1 - t) + d * t ** 3;
  let [low, high] = [0, 1];
  for (let step = 0; step < 12; step++) {
    const middle = (low + high) / 2;
    if (at(xs, middle) < x) low = middle;
    else high = middle;
  }
  return { x: Math.round(at(xs, low)), y: Math.round(at(ys, low)) };
}
