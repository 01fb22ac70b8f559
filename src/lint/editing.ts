import type { Message } from '../words/message.ts';
import type { Range } from './rule.ts';

/** Markdown: text as it is, or paragraphs of which the messages are ours and get translated. User text in it is escaped. */
export type Prose = string | readonly (Message | string)[];

/** What an editor shows where the pointer rests. */
export interface Hover extends Range {
  readonly markdown: Prose;
}

export interface Completion {
  readonly label: string;
  readonly kind: 'keyword' | 'property' | 'value' | 'variable' | 'reference' | 'file' | 'folder' | 'snippet';
  readonly detail?: string;
  readonly markdown?: Prose;
  /** What replaces `replace`; snippet syntax (`$1`, `${1:name}`) where `snippet` is true. */
  readonly insert: string;
  readonly snippet?: true;
  readonly replace: Range;
  /** What the text in `replace` is compared with, where that is not the label. */
  readonly filter?: string;
  /** True: more is to come right behind it (a value behind `=`, the rest of a path), so the editor asks again. */
  readonly more?: true;
}

export interface OutlineItem extends Range {
  readonly name: string;
  readonly detail?: string;
  readonly kind: 'stage' | 'instruction' | 'object' | 'field' | 'container' | 'port' | 'key' | 'volume';
  /** The characters to select when the item is picked; inside the item's range. */
  readonly selection: Range;
  readonly children?: readonly OutlineItem[];
}

/** A part of a file that can be folded away; whole lines of it, its first stays. */
export interface Fold extends Range {
  readonly kind: 'comment' | 'region' | 'code';
}

/** A word that leads to a page outside. */
export interface Link extends Range {
  readonly url: string;
}

/** A note behind a character of the text. */
export interface Hint {
  readonly offset: number;
  readonly label: string;
  readonly markdown: Prose;
}
