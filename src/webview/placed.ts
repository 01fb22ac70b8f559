import type { Box, Edge, Row } from './messages.ts';

/** Sizes in pixels. */
export interface Sizes {
  readonly row: number;
  readonly width: number;
  /** Between boxes of a column. */
  readonly gap: number;
  /** Between columns: edges run there. */
  readonly between: number;
  readonly margin: number;
}

export interface PlacedBox {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

export interface PlacedRow {
  readonly row: Row;
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly edge: Edge;
  /** As the `d` of an SVG path. */
  readonly path: string;
  /** Where a mark on the edge is seen best: between two columns, where nothing is written. */
  readonly mark: { readonly x: number; readonly y: number };
}
