/** What the extension and its page for the contract tell each other. Types only: the page's code knows nothing else of the extension. */

export type State = 'ok' | 'broken' | 'unknown';

/** A line of a box: one node of the graph. */
export interface Row {
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is, in the user's language. */
  readonly kind: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** How deep it stands in its box; 0 is the box's own. */
  readonly depth: number;
  /** What is wrong with it by itself, where no edge shows it. */
  readonly fault: string | null;
}

/** What belongs together, such as a program with its routes and variables. */
export interface Box {
  /** The first is the thing itself. */
  readonly rows: readonly Row[];
  /** From left to right: program, image, workload, Service and configuration, what brings traffic. */
  readonly column: number;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly state: State;
  /** The reason where it is not ok; else what the edge means. */
  readonly text: string;
}

export interface Question {
  readonly container: string;
  readonly text: string;
}

/** What the user has said of a container, which may be told to everybody or taken back. */
export interface Decision {
  readonly container: string;
  readonly text: string;
}

/** A sentence with buttons, where there is little to see. */
export interface Notice {
  readonly text: string;
  readonly actions: readonly { readonly id: ActionId; readonly label: string }[];
  /** It is no help, and takes one line. */
  readonly isQuiet?: true;
}

export type ActionId = 'containerize' | 'match' | 'pick' | 'refresh';

/** All that the page shows. */
export interface ContractModel {
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  readonly questions: readonly Question[];
  readonly decisions: readonly Decision[];
  readonly notices: readonly Notice[];
  readonly texts: Texts;
}

/** The page's own words, in the user's language. `{0}` stands for a number or a name. */
export interface Texts {
  readonly broken: string;
  readonly nothingBroken: string;
  readonly search: string;
  readonly onlyBroken: string;
  readonly more: string;
  readonly nothingFound: string;
  readonly picture: string;
  readonly brokenMark: string;
  readonly write: string;
  readonly forget: string;
}

export interface ToPage {
  readonly type: 'model';
  readonly model: ContractModel;
}

export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly id: string }
  | { readonly type: 'ask'; readonly container: string }
  | { readonly type: 'decide'; readonly container: string; readonly how: 'write' | 'forget' }
  | { readonly type: 'act'; readonly id: ActionId };
