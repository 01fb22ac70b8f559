import type { Range } from './rule.ts';

/** What an editor shows where the pointer rests; `markdown` is trusted text of ours, user text in it is escaped. */
export interface Hover extends Range {
  readonly markdown: string;
}

export interface Completion {
  readonly label: string;
  readonly kind: 'keyword' | 'property' | 'value' | 'variable' | 'reference' | 'file' | 'snippet';
  readonly detail?: string;
  readonly markdown?: string;
  /** What replaces `replace`; snippet syntax (`$1`, `${1:name}`) where `snippet` is true. */
  readonly insert: string;
  readonly snippet?: true;
  readonly replace: Range;
}

export interface OutlineItem extends Range {
  readonly name: string;
  readonly detail?: string;
  readonly kind: 'stage' | 'instruction' | 'object' | 'field';
  /** The characters to select when the item is picked; inside the item's range. */
  readonly selection: Range;
  readonly children?: readonly OutlineItem[];
}
