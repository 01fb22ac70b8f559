import type { Layout } from './layout.ts';
import type { PlacedRow } from './placed.ts';

/** The row that a key leads to from another one; undefined: the key is none of ours, or there is nothing that way. */
export function rowBeside({ rows }: Layout, id: string, key: string): string | undefined {
  const from = rows.get(id);
  if (!from) return undefined;
  const all = [...rows.values()];
  const column = (number: number) => all.filter((one) => one.column === number).sort((a, b) => a.y - b.y);
  const own = column(from.column);
  const index = own.indexOf(from);
  switch (key) {
    case 'ArrowDown':
      return own[index + 1]?.row.id;
    case 'ArrowUp':
      return own[index - 1]?.row.id;
    case 'Home':
      return own[0]?.row.id;
    case 'End':
      return own.at(-1)?.row.id;
    case 'ArrowRight':
      return nearest(column(from.column + 1), from)?.row.id;
    case 'ArrowLeft':
      return nearest(column(from.column - 1), from)?.row.id;
    default:
      return undefined;
  }
}

function nearest(rows: readonly PlacedRow[], { y }: PlacedRow): PlacedRow | undefined {
  return rows.reduce<PlacedRow | undefined>(
    (best, one) => (best && Math.abs(best.y - y) <= Math.abs(one.y - y) ? best : one),
    undefined,
  );
}
