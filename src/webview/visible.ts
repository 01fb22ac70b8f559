import type { Box, ContractModel, Edge } from './messages.ts';

/** What the user wants to see. */
export interface Wish {
  readonly search: string;
  readonly onlyBroken: boolean;
  /** The boxes that are opened, by the id of their first row. */
  readonly opened: ReadonlySet<string>;
}

export interface Visible {
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  /** How many rows of a box are left out, by the id of its first row. */
  readonly hidden: ReadonlyMap<string, number>;
}

/** Rows that are joined with nothing stand in the way of those that are: a box shows this many of them unasked. */
const LOOSE_ROWS = 3;

/** What of a model is drawn: broken edges first, rows that nothing leads to only on request. */
export function visibleOf({ boxes, edges }: ContractModel, { search, onlyBroken, opened }: Wish): Visible {
  const wanted = onlyBroken ? edges.filter(({ state }) => state === 'broken') : edges;
  const words = search.trim().toLowerCase();
  const kept = words === '' ? undefined : matching(boxes, wanted, words);
  const shown = kept ? wanted.filter(({ from, to }) => kept.has(from) && kept.has(to)) : wanted;
  const joined = new Set(shown.flatMap(({ from, to }) => [from, to]));
  const hidden = new Map<string, number>();
  const visible = boxes.flatMap((box): Box[] => {
    const [head] = box.rows;
    if (!head) return [];
    const rows = box.rows.filter((row) => row.fault !== null || (kept ? kept.has(row.id) : joined.has(row.id)));
    const isWanted = rows.length > 0 || (!onlyBroken && !kept);
    if (!isWanted) return [];
    const all = opened.has(head.id) || kept !== undefined ? box.rows : withSome(box, new Set(rows));
    const drawn = kept ? withHeads(box, new Set(rows)) : all;
    if (drawn.length < box.rows.length && !kept) hidden.set(head.id, box.rows.length - drawn.length);
    return [{ ...box, rows: drawn }];
  });
  return { boxes: visible, edges: ordered(shown), hidden };
}

/** Rows with one of these words, and what they are joined with. */
function matching(boxes: readonly Box[], edges: readonly Edge[], words: string): ReadonlySet<string> {
  const found = new Set(
    boxes
      .flatMap(({ rows }) => rows)
      .filter(({ label, kind, file }) => `${kind} ${label} ${file}`.toLowerCase().includes(words))
      .map(({ id }) => id),
  );
  const around = edges.filter(({ from, to }) => found.has(from) || found.has(to)).flatMap(({ from, to }) => [from, to]);
  return new Set([...found, ...around]);
}

type Rows = Box['rows'];

/** The wanted rows, those they stand below, and a few of the others. */
function withSome(box: Box, wanted: ReadonlySet<Rows[number]>): Rows {
  const heads = new Set(withHeads(box, wanted));
  const loose = box.rows.filter((row) => !heads.has(row));
  // Nobody opens a box for one row.
  const some = new Set(loose.length <= LOOSE_ROWS + 1 ? loose : loose.slice(0, LOOSE_ROWS));
  return box.rows.filter((row) => heads.has(row) || some.has(row));
}

function withHeads({ rows }: Box, wanted: ReadonlySet<Rows[number]>): Rows {
  const kept = new Set<Rows[number]>(rows.slice(0, 1));
  for (const [index, row] of rows.entries()) {
    if (!wanted.has(row)) continue;
    kept.add(row);
    let { depth } = row;
    for (let above = index - 1; above >= 0 && depth > 0; above--) {
      const head = rows[above];
      if (!head || head.depth >= depth) continue;
      ({ depth } = head);
      kept.add(head);
    }
  }
  return rows.filter((row) => kept.has(row));
}

/** What is drawn last lies on top. */
function ordered(edges: readonly Edge[]): Edge[] {
  const rank = { ok: 0, unknown: 1, broken: 2 } as const;
  return [...edges].sort((a, b) => rank[a.state] - rank[b.state]);
}
