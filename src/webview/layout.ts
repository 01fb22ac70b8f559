import { BOW, placedEdges } from './edges.ts';
import type { Box, Edge } from './messages.ts';
import type { PlacedBox, PlacedEdge, PlacedRow, Sizes } from './placed.ts';

/** Where nobody says how much room there is. */
export const SIZES: Sizes = { row: 24, width: 216, gap: 20, between: 72, margin: 16 };

/** Boxes take the room there is, but stay readable: where that is too little, the picture is wider and scrolls. */
const NARROWEST = 168;
const WIDEST = 300;
/** Between columns where boxes would be narrower than is usual. */
const TIGHT = 48;

export interface Layout {
  readonly boxes: readonly PlacedBox[];
  readonly rows: ReadonlyMap<string, PlacedRow>;
  readonly edges: readonly PlacedEdge[];
  readonly sizes: Sizes;
  readonly width: number;
  readonly height: number;
}

const SWEEPS = 4;
/**
 * Boxes in their columns, from top to bottom so that edges are short: each box goes where what it is joined with is, a few
 * times to and fro. The same input gives the same picture. `room`: pixels from left to right that it may fill.
 */
export function layOut(boxes: readonly Box[], edges: readonly Edge[], room?: number): Layout {
  const columns = columnsOf(boxes);
  const owner = new Map(boxes.flatMap((box) => box.rows.map(({ id }) => [id, box] as const)));
  const last = columns.at(-1) ?? [];
  const isInLast = (id: string) => last.some((box) => box === owner.get(id));
  const isBeside = edges.some(({ from, to }) => isInLast(from) && isInLast(to));
  const sizes = room === undefined ? SIZES : sizesIn(room, Math.max(1, columns.length), isBeside);
  const neighbours = neighboursOf(edges, owner);
  let places = place(columns, sizes);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      sortByNeighbours(column, neighbours, places);
      places = place(columns, sizes);
    }
  }
  const placed = columns.flatMap((column, index) =>
    column.map((box) => ({
      box,
      x: sizes.margin + index * (sizes.width + sizes.between),
      y: places.get(box) ?? 0,
      height: box.rows.length * sizes.row,
    })),
  );
  const rows = new Map(
    placed.flatMap(({ box, x, y }) =>
      box.rows.map((row, index): [string, PlacedRow] => [
        row.id,
        { row, column: columns.findIndex((column) => column.includes(box)), x, y: y + index * sizes.row },
      ]),
    ),
  );
  return {
    boxes: placed,
    rows,
    edges: placedEdges(edges, rows, placed, sizes),
    sizes,
    width: widthOf(sizes, Math.max(1, columns.length), isBeside),
    height: Math.max(0, ...placed.map(({ y, height }) => y + height)) + sizes.margin,
  };
}

function widthOf({ margin, width, between }: Sizes, columns: number, isBeside: boolean): number {
  // Edges within the last column bow out beside it.
  return 2 * margin + columns * (width + between) - (isBeside ? between * (1 - BOW) : between);
}

function sizesIn(room: number, columns: number, isBeside: boolean): Sizes {
  const widthWith = (between: number) =>
    Math.floor((room - widthOf({ ...SIZES, width: 0, between }, columns, isBeside)) / columns);
  const between = widthWith(SIZES.between) < SIZES.width ? TIGHT : SIZES.between;
  return { ...SIZES, between, width: Math.max(NARROWEST, Math.min(WIDEST, widthWith(between))) };
}

/** Empty columns take no room. */
function columnsOf(boxes: readonly Box[]): Box[][] {
  const columns = new Map<number, Box[]>();
  for (const box of boxes) columns.set(box.column, [...(columns.get(box.column) ?? []), box]);
  return [...columns].sort(([a], [b]) => a - b).map(([, column]) => column);
}

function neighboursOf(edges: readonly Edge[], owner: ReadonlyMap<string, Box>): Map<Box, Box[]> {
  const found = new Map<Box, Box[]>();
  for (const { from, to } of edges) {
    const [one, other] = [owner.get(from), owner.get(to)];
    if (!one || !other || one === other) continue;
    found.set(one, [...(found.get(one) ?? []), other]);
    found.set(other, [...(found.get(other) ?? []), one]);
  }
  return found;
}

function place(columns: readonly (readonly Box[])[], { row, gap, margin }: Sizes): Map<Box, number> {
  const places = new Map<Box, number>();
  for (const column of columns) {
    let y = margin;
    for (const box of column) {
      places.set(box, y);
      y += box.rows.length * row + gap;
    }
  }
  return places;
}

function sortByNeighbours(
  column: Box[],
  neighbours: ReadonlyMap<Box, readonly Box[]>,
  places: ReadonlyMap<Box, number>,
): void {
  const wanted = new Map(
    column.map((box) => {
      const around = (neighbours.get(box) ?? []).map((one) => places.get(one) ?? 0);
      const mean = around.reduce((sum, y) => sum + y, 0) / around.length;
      return [box, around.length === 0 ? Number.MAX_SAFE_INTEGER : mean];
    }),
  );
  column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
}
